/**
 * What both kinds of index share: documents in order of kind, addresses, numbers, lengths.
 *
 * A kind is a row of the data (`KINDS` in `microsite/outputs/search/searchindex.py`), with what it is good for:
 * `item` a question with its answer, `numbered` shows the number the site gives it, `ordered` the place in its kind;
 * `amount`, `standing`, `meaning`, `here`: it answers questions put that way.
 */

// The highest count a field keeps of a word: title, other names, short answer, full text.
export const CAP = [3, 3, 3, 7];
// How a document is also asked for: up to so many phrasings, each a passage of its own. In a code they are a mask above
// the counts of the fields.
export const PASSAGES = 21;
export const MASK = 9;

export class Documents {
  constructor(head) {
    this.head = head;
    this.missing = new Set();
    this.full = false;
    this.kinds = [];
    let first = 0;
    for (const [key, name, before, after, count, prior, traits] of head.kinds) {
      this.kinds.push({ key, name, before, after, first, last: first + count, prior, is: new Set(traits) });
      first += count;
    }
    this.size = first;
    this.lengths = CAP.map(() => new Uint16Array(first));
  }

  kind(doc) {
    return this.kinds.find((kind) => doc < kind.last);
  }

  /** Return the mean length of each field over the documents that have it. */
  means() {
    return this.lengths.map((field) => {
      let sum = 0;
      let some = 0;
      for (const n of field) if (n) [sum, some] = [sum + n, some + 1];
      return some ? sum / some : 1;
    });
  }

  /** Return the document of the item with this number, or undefined. */
  numbered(number) {
    let { first } = this.kinds.find((kind) => kind.is.has("numbered")) || {};
    for (const [from, count] of this.head.numbers) {
      if (number >= from && number < from + count) return first + number - from;
      first += count;
    }
    return undefined;
  }

  /** Return the number that a document shows after the name of its kind, or 0. */
  number(doc) {
    const kind = this.kind(doc);
    if (kind.is.has("ordered")) return doc - kind.first + 1;
    if (!kind.is.has("numbered")) return 0;
    let at = kind.first;
    for (const [first, count] of this.head.numbers) {
      if (doc < at + count) return first + doc - at;
      at += count;
    }
    return 0;
  }
}
