/** What a word of the query may stand for besides itself: raw keystrokes, initials, words run together, beginnings. */
import { keys, tokens } from "./fold.js";
import { typed } from "./telex.js";
import { isCapital } from "./words.js";

/** Return the keys of a word left in raw Telex or VNI, if it reads as one. */
export function untyped(raw) {
  const vni = /^[\p{L}]+\d[\p{L}\d]*$/u.test(raw);
  const meant = vni || /^[a-z]+$/i.test(raw) ? typed(raw, vni) : null;
  return meant && keys(meant);
}

/** Return the words of the index that begin with `fold`, itself left out. */
export function completions(index, fold) {
  const words = index.vocabulary();
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle] < fold) low = middle + 1;
    else high = middle;
  }
  const out = [];
  for (let i = low; i < words.length && words[i].startsWith(fold); i += 1) if (words[i] !== fold) out.push(words[i]);
  return out;
}

/** Return the words that begin with an abbreviation's letters and stand side by side in a title or short answer. */
export function initials(index, { raw, fold }) {
  // In small letters, one with a vowel is more likely a slip.
  const short = /^[a-z]{3,8}$/.test(fold) && (isCapital(raw) || !/[aeiouy]/.test(fold));
  if (!short || !index.titles) return null;
  const counts = new Map();
  for (const text of [...index.titles, ...index.leads]) {
    const words = tokens(text).map((token) => token.fold);
    const at = words.map((word) => word[0]).join("").indexOf(fold);
    const phrase = at < 0 ? "" : words.slice(at, at + fold.length).join(" ");
    if (phrase) counts.set(phrase, (counts.get(phrase) || 0) + 1);
  }
  const best = [...counts].sort((a, b) => b[1] - a[1])[0];
  return best ? best[0].split(" ") : null;
}

/** Cut a word typed without spaces into syllables of the index, as few as possible. */
export function apart(index, word) {
  if (word.length < 5) return null;
  const best = [[]];
  for (let end = 1; end <= word.length; end += 1) {
    for (let start = Math.max(0, end - 8); start < end; start += 1) {
      const piece = word.slice(start, end);
      if (!best[start] || !index.has(piece)) continue;
      if (!best[end] || best[start].length + 1 < best[end].length) best[end] = [...best[start], piece];
    }
  }
  const pieces = best[word.length];
  if (!pieces || pieces.length > word.length / 2) return null;
  const joined = pieces.filter((piece, i) => i && index.get(`${pieces[i - 1]} ${piece}`)).length;
  return 3 * joined >= pieces.length - 1 ? pieces : null;
}
