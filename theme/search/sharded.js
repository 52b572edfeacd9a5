/** The index of a large site: posting lists and texts in shards, asked for by name through `missing`. */
import { Documents, MASK } from "./documents.js";

export class Sharded extends Documents {
  constructor(head) {
    super(head);
    this.words = head.vocabulary.split(" ");
    this.known = new Set(this.words);
    this.shards = new Map();
    this.lengths = head.lengths.map((field) => Uint16Array.from(field, (char) => parseInt(char, 36)));
    this.decoded = new Map();
  }

  take(name, data) {
    this.shards.set(name, data);
    this.decoded.clear();
  }

  /** Look into the full texts, too, from now on. */
  deepen() {
    this.full = true;
    this.decoded.clear();
  }

  /** Return the shard that holds `key`, or undefined after noting that it is missing. */
  shard(tier, key) {
    const starts = this.head[tier];
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= key) low = middle;
      else high = middle;
    }
    return this.part(`${tier}-${low}`);
  }

  part(name) {
    if (!this.shards.has(name)) this.missing.add(name);
    return this.shards.get(name);
  }

  get(key) {
    if (this.decoded.has(key)) return this.decoded.get(key);
    const waiting = this.missing.size;
    const lead = this.shard(key.includes(" ") ? "pair" : "word", key);
    const full = this.full && this.shard("full", key);
    let entry;
    for (const [tier, bits] of [[lead, 6], [full, 3]]) {
      const forms = tier && Object.hasOwn(tier, key) ? tier[key] : [];
      for (let i = 0; i < forms.length; i += 2) {
        entry ||= new Map();
        if (!entry.has(forms[i])) entry.set(forms[i], []);
        this.decode(forms[i + 1], bits, entry.get(forms[i]));
      }
    }
    if (this.missing.size === waiting) this.decoded.set(key, entry);
    return entry;
  }

  /** Add to `list` what codes say: distances between documents, each with its counts. */
  decode(codes, bits, list) {
    let doc = -1;
    for (const [at, code] of codes.entries()) {
      if (code >= 0) {
        doc += code >> bits;
        const cell = code & ((1 << bits) - 1);
        list.push(doc, bits === 3 ? cell << 6 : cell);
      } else if (at) list[list.length - 1] |= -code << MASK; // the passages of the document before
      else list.whole = Math.max(list.whole || 0, -code); // the list was cut, and this is how long it was
    }
  }

  has(fold) {
    return this.known.has(fold);
  }

  vocabulary() {
    return this.words;
  }

  only(audience) {
    const entry = this.get(`@${audience}`);
    return new Set(entry ? entry.get("").filter((_, i) => i % 2 === 0) : []);
  }

  doc(doc) {
    const block = this.part(`docs-${Math.floor(doc / this.head.block)}`);
    const text = this.full && this.part(`text-${Math.floor(doc / this.head.textBlock)}`);
    const [id, title, lead] = block ? block[doc % this.head.block] : ["", "", ""];
    return { id, title, lead, body: (text && text[doc % this.head.textBlock]) || "" };
  }
}
