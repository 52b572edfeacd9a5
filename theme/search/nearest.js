/** What the query may have meant: the query mended, or else words that look alike. */
import { distance } from "./words.js";

export function nearest(index, asked, total) {
  const spelled = (fold) => {
    const entry = index.get(fold);
    return entry ? [...entry].sort((a, b) => b[1].length - a[1].length)[0][0] : fold;
  };
  if (asked.some((token) => token.guessed)) {
    return [asked.map((token) => (token.guessed ? spelled(token.choices[0].fold) : token.raw)).join(" ")];
  }
  if (total || !asked.length) return [];
  const all = index.vocabulary().filter((fold) => fold.length > 1 && !/\d/.test(fold));
  const out = asked.filter((token) => !token.choices.length).flatMap((token) => {
    const near = all.map((fold) => [distance(token.fold, fold), fold]).filter(([far]) => far < 3);
    const ranked = near.map(([far, fold]) => [far - shared(token.fold, fold), fold]).sort((a, b) => a[0] - b[0]);
    return ranked.slice(0, 3).map(([, fold]) => spelled(fold));
  });
  return [...new Set(out)].slice(0, 4);
}

/** Count the letters that two words begin with alike. */
function shared(a, b) {
  let count = 0;
  while (count < b.length && b[count] === a[count]) count += 1;
  return count;
}
