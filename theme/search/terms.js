/**
 * What a syllable or a pair of them is worth in each document that has it: BM25F over four fields.
 *
 * A syllable is looked up by its folded key; what its marks are worth is decided here, so that a query
 * without marks finds everything and one with marks ranks exact hits first.
 */
import { MASK, PASSAGES } from "./documents.js";
import { fit } from "./fold.js";
import { exactOf, isCapital, isMarked } from "./words.js";

// What a hit is worth by field: title, other names, short answer, full text.
const WEIGHT = [3, 2.4, 1.3, 0.4];
// How much a field's length counts against a hit in it.
const LENGTH = [0.6, 0.5, 0.6, 0.5];
const SATURATION = 1.4;
// What a hit with the fit 0…3 of `fit` is worth: other marks, part left out, all left out, the same.
const FIT = [0.55, 0.9, 0.92, 1];
// Other marks weigh less when the syllable as typed occurs on the site: then it was probably meant.
const MISFIT = 0.35;

export const rarity = (size, count) => Math.log(1 + (size - count + 0.5) / (count + 0.5));

export function raise(map, doc, value) {
  if (value > (map.get(doc) || 0)) map.set(doc, value);
}

export class Terms {
  constructor(index) {
    this.index = index;
    this.size = index.size;
    this.means = index.means();
    this.known = new Map();
  }

  /**
   * Return how rare an entry is, the documents that have it in the title, and what a hit is worth in each; passages
   * count as documents of their own, numbered after the documents.
   * @param {string} key a folded syllable, or two
   * @param {string | null} exact the key as meant; null where only the folded one is known
   * @param {string} strict the form that alone is meant, or ""
   */
  of(key, exact, strict) {
    const name = `${key}|${exact}|${strict}`;
    if (!this.known.has(name)) this.known.set(name, this.score(this.index.get(key) || new Map(), key, exact, strict));
    return this.known.get(name);
  }

  score(entry, key, exact, strict) {
    const hits = new Map();
    const seen = new Set();
    const titled = new Set();
    const exacts = [...entry.keys()].map(exactOf);
    const known = exact !== null && exacts.includes(exact);
    let i = 0;
    for (const [written, list] of entry) {
      const match = exact === null || key.includes(" ") ? 3 : fit(exact, exacts[i]);
      i += 1;
      let worth = match === 0 && known && isMarked(exact) ? MISFIT : FIT[match];
      if (strict) worth = match === 3 && (!isCapital(strict) || isCapital(written)) ? 1 : 0;
      for (const [doc, sum] of this.sums(list, worth, hits, titled)) {
        seen.add(doc);
        raise(hits, doc, (worth * sum) / (SATURATION + sum));
      }
    }
    const count = Math.max(seen.size, ...[...entry.values()].map((list) => list.whole || 0));
    return { hits, titled, rarity: rarity(this.size, count) };
  }

  /** Add up the fields of each document in a posting list; what it says of titles and passages goes to the others. */
  sums(list, worth, hits, titled) {
    const { lengths } = this.index;
    const { means } = this;
    const sums = new Map();
    for (let j = 0; j < list.length; j += 2) {
      const doc = list[j];
      const code = list[j + 1];
      let sum = sums.get(doc) || 0;
      if (code & 3 && worth > MISFIT) titled.add(doc);
      for (let field = 0; field < 4; field += 1) {
        const n = (code >> (2 * field)) & (field === 3 ? 7 : 3);
        if (n) sum += (WEIGHT[field] * n) / (1 - LENGTH[field] + (LENGTH[field] * lengths[field][doc]) / means[field]);
      }
      if (sum) sums.set(doc, sum);
      let passage = this.size + PASSAGES * doc;
      for (let mask = code >> MASK; mask; mask >>= 1, passage += 1) if (mask & 1) raise(hits, passage, worth);
    }
    return sums;
  }
}
