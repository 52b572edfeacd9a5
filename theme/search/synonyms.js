/** Groups of words and phrases that say the same: found in a query, scored as if they were one word. */
import { fit, tokens } from "./fold.js";
import { raise, rarity } from "./terms.js";
import { isMarked } from "./words.js";

const SYNONYM = 0.85;
// How a word of one syllable counts as a synonym: it may be part of another word.
const SYLLABLE = 0.4;
// How many other words of its group a synonym stands for.
const OTHERS = 5;

const own = (token) => [token, ...token.choices.filter((choice) => choice.worth > 0.4)];

export class Synonyms {
  constructor() {
    this.groups = new Map();
  }

  /** Take in groups of synonyms. */
  learn(groups) {
    for (const group of groups) {
      const members = group.map((words) => ({ words: tokens(words.normalize("NFC")), plain: words }));
      for (const member of members) {
        const first = member.words[0].fold;
        this.groups.set(first, [...(this.groups.get(first) || []), { member, members }]);
      }
    }
  }

  has(fold) {
    return this.groups.has(fold);
  }

  /** Return the longest synonym that begins at word `i` of the query, with what it is worth there. */
  at(asked, i) {
    let best = null;
    for (const { fold } of own(asked[i]).slice(0, 3)) {
      for (const candidate of this.groups.get(fold) || []) {
        const { words, plain } = candidate.member;
        if (best && best.member.words.length >= words.length) continue;
        let worth = matched(asked, i, words);
        if (worth && words.length === 1 && asked[i].stop && asked[i].raw !== plain) worth = 0.3;
        if (worth) best = { ...candidate, worth };
      }
    }
    return best;
  }
}

/** Return what it is worth to read the words of the query from `i` on as `words`, 0 where they are others. */
function matched(asked, i, words) {
  let worth = 1;
  const fits = words.every((word, j) => {
    const match = asked[i + j] && own(asked[i + j]).find((choice) => choice.fold === word.fold);
    if (!match) return false;
    const degree = match.exact === null ? 3 : fit(match.exact, word.exact);
    // A lone syllable without its marks could be many others.
    if (words.length === 1 && degree < 3) worth = degree ? 0.6 : 0;
    return degree > 0 || words.length > 2;
  });
  return fits ? worth : 0;
}

/** Return where the words of a phrase stand side by side, with what the weakest is worth, and how many are titled. */
function phrase(terms, words) {
  let common = null;
  const named = new Map();
  words.forEach((word, i) => {
    const single = terms.of(word.fold, word.exact, word.form);
    for (const doc of single.titled) named.set(doc, (named.get(doc) || 0) + 1);
    const parts = [single.hits];
    if (i) parts.push(terms.of(`${words[i - 1].fold} ${word.fold}`, null, "").hits);
    for (const hits of parts) {
      const next = new Map();
      for (const [doc, value] of hits) {
        if (!value || (common && !common.has(doc))) continue;
        next.set(doc, common ? Math.min(common.get(doc), value) : value);
      }
      common = next;
    }
  });
  return { common: common || new Map(), named };
}

/** Score the phrases of a group, that which stands in the query first. */
export function scored(terms, { member, members, worth }) {
  const hits = new Map();
  const seen = new Set();
  const titled = new Map();
  // Each member costs a large site shards; the site's own words stand first in a group.
  for (const each of [member, ...members.filter((one) => one !== member).slice(0, OTHERS)]) {
    const { words } = each;
    const { common, named } = phrase(terms, words);
    const other = (words.length > 1 || !isMarked(words[0].exact) ? SYNONYM : SYLLABLE) * worth;
    for (const [doc, value] of common) {
      if (doc < terms.size) seen.add(doc); // passages are no documents
      raise(hits, doc, value * (each === member ? 1 : other));
      if (named.get(doc) === words.length) titled.set(doc, Math.max(titled.get(doc) || 0, words.length));
    }
  }
  return { hits, titled, rarity: rarity(terms.size, seen.size) };
}
