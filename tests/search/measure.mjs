/** What the harnesses share: tables of labelled queries and what is measured on them. No Node in here: it runs in a browser too. */

/**
 * Return the rows of a table of queries: query, kind, ids that answer it, separated by tabs.
 * Queries of kind `nfd` are decomposed here, since files are NFC.
 * @param {string} text
 */
export function rows(text) {
  const [, ...lines] = text.trimEnd().split(/\r?\n/);
  return lines.map((line) => {
    const [query, kind, expected] = line.split("\t");
    return { query: kind === "nfd" ? query.normalize("NFD") : query, kind, expected: expected.split(" ") };
  });
}

/** Return MRR and hits of `ranks` (1 is first, 0 is not found). */
export function measures(ranks) {
  const share = (test) => Number((ranks.filter(test).length / ranks.length).toFixed(4));
  return {
    queries: ranks.length,
    mrr: Number((ranks.reduce((sum, rank) => sum + (rank ? 1 / rank : 0), 0) / ranks.length).toFixed(4)),
    hits1: share((rank) => rank === 1),
    hits5: share((rank) => rank > 0 && rank <= 5),
  };
}

/**
 * Rank every row by `search` (a query to ids, best first): a row's rank is that of the first id it accepts.
 * @param {ReturnType<typeof rows>} table
 * @param {(query: string) => Promise<string[]>} search
 * @param {boolean} [misses] list the queries not answered first
 */
export async function report(table, search, misses = false) {
  const ranked = [];
  for (const row of table) {
    const ids = await search(row.query);
    ranked.push({ ...row, rank: ids.findIndex((id) => row.expected.includes(id)) + 1, found: ids.slice(0, 5) });
  }
  const of = (list) => measures(list.map((row) => row.rank));
  const kinds = [...new Set(table.map((row) => row.kind))];
  return {
    all: of(ranked),
    kinds: Object.fromEntries(kinds.map((kind) => [kind, of(ranked.filter((row) => row.kind === kind))])),
    ...(misses && { misses: ranked.filter((row) => row.rank !== 1) }),
  };
}

/** Return a loader of data files, given how to read one as text: what `SITE.add` gets is what is loaded. */
export function loader(read) {
  return async (name) => {
    let value;
    new Function("SITE", await read(`${name}.js`))({ add: (_, data) => (value = data) });
    return value;
  };
}
