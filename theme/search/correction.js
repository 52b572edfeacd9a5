/** Words half typed and words mistyped: what of the index each may be, told by the company it keeps. */
import { completions } from "./guesses.js";
import { distance } from "./words.js";

const has = (token, fold) => token.choices.some((choice) => choice.fold === fold);

/** Return tests whether a syllable has been seen next to the word before it and after it. */
export function neighbours(index, asked, i) {
  const sides = [];
  // Only what is likely: each further look may be a further shard.
  const near = (token) => token.choices.filter((choice) => choice.worth > 0.3).slice(0, 4);
  const met = (other, pair) => (fold) => near(other).some((choice) => index.get(pair(choice.fold, fold)));
  if (i > 0) sides.push(met(asked[i - 1], (other, fold) => `${other} ${fold}`));
  if (i + 1 < asked.length) sides.push(met(asked[i + 1], (other, fold) => `${fold} ${other}`));
  return sides;
}

/** The word still being typed may be the beginning of a longer one. */
export function complete(index, token, bases, beside) {
  const whole = token.choices.some((choice) => index.has(choice.fold));
  const found = bases.flatMap((base) => completions(index, base)).slice(0, 400);
  const seen = found.map((fold) => ({ fold, near: beside?.(fold) ? 1 : 0 }));
  seen.sort((a, b) => b.near - a.near || a.fold.length - b.fold.length);
  const worths = whole ? [0.15, 0.5] : [0.45, 0.85];
  for (const { fold, near } of seen.slice(0, whole ? 8 : 16)) {
    if (!has(token, fold)) token.choices.push({ fold, exact: null, worth: worths[near] });
  }
  token.choices = token.choices.filter((choice) => index.has(choice.fold));
}

/** Return the words of the index that are one slip away from `bases`, or two where nothing is known. */
function alike(index, token, bases, known) {
  const near = [];
  for (const fold of index.vocabulary()) {
    if (/\d/.test(fold)) continue;
    const far = Math.min(...bases.map((base) => distance(base, fold)));
    if (far === 1 || (far === 2 && !known && token.fold.length > 3)) near.push({ fold, far, near: 0 });
  }
  const same = ({ fold }) => fold[0] === token.fold[0];
  near.sort((a, b) => a.far - b.far || same(b) - same(a) || a.fold.length - b.fold.length);
  return near.slice(0, 20);
}

/**
 * A word that is unknown, or unknown in this company, may be mistyped; the company can be told only
 * once the full texts are there.
 */
export function correct(index, token, bases, sides) {
  const known = token.choices.some((choice) => choice.worth > 0.4);
  if (/\d/.test(token.fold) || token.fold.length < (known ? 3 : 2)) return;
  if (known && (token.stop || !index.full || sides.some((side) => side(token.choices[0].fold)))) return;
  let company = alike(index, token, bases, known);
  // One neighbour at a time: what fits the first need not be looked up for all with the second.
  for (const side of sides) {
    const tried = company.some((each) => each.near) ? company.filter((each) => each.near) : company;
    for (const each of tried) if (side(each.fold)) each.near += 1;
  }
  if (known) company = company.filter((each) => each.near === sides.length);
  company.sort((a, b) => b.near - a.near || a.far - b.far || a.fold.length - b.fold.length);
  token.guessed = !known && company.length > 0;
  for (const { fold, far, near } of company.slice(0, 8)) {
    if (has(token, fold)) continue;
    token.choices.push({ fold, exact: null, worth: ((near ? 0.75 : 0.5) / far) * (known ? 0.7 : 1) });
  }
}
