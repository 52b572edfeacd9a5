/** The data files of the index: scripts that hand over what they hold, because that works from a folder too. */
const coming = new Map();
const handed = new Map();

SITE.add = (name, data) => handed.set(name, data);

async function fetched(name) {
  await SITE.run(`${SITE.searching}/${name}.js`);
  if (!handed.has(name)) throw new Error(name);
  const data = handed.get(name);
  handed.delete(name);
  return data;
}

/** Return what a data file holds; one that did not come is asked for anew. */
export function load(name) {
  if (!coming.has(name)) {
    const answer = fetched(name);
    coming.set(name, answer);
    answer.catch(() => coming.delete(name));
  }
  return coming.get(name);
}
