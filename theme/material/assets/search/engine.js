/**
 * The search engine: BM25F over syllables and pairs of syllables.
 *
 * A Vietnamese word is one or more syllables written apart, so pairs stand in for words without a
 * dictionary. A syllable is looked up by its folded key; what its marks are worth is decided when
 * scoring, so that a query without marks finds everything and one with marks ranks exact hits first.
 *
 * The index is either small (titles and short answers as text, indexed here in a few milliseconds)
 * or sharded (posting lists made by `microsite/searchindex.py`, fetched as a query needs them). The
 * two answer alike: everything below `Small` and `Sharded` only calls `get`, `vocabulary`, `doc`.
 */
import { fit, keys, tokens } from "./fold.js";
import { typed } from "./telex.js";

// What a hit is worth by field: title, other names, short answer, full text.
const WEIGHT = [3, 2.4, 1.3, 0.4];
// How much a field's length counts against a hit in it.
const LENGTH = [0.6, 0.5, 0.6, 0.5];
const CAP = [3, 3, 3, 7];
// How a document is also asked for: up to so many phrasings, each a passage of its own. In a code they are a mask above
// the counts of the fields.
const PASSAGES = 21;
const MASK = 9;
// From how few to how many syllables a query grows from keywords to a question.
const QUESTION = [3, 8];
// What a document's best passage adds to its score for keywords, and how much more for a question.
const ASKED = [0.1, 0.4];
// What an item is worth beside the other kinds for keywords, and how much more for a question.
const ITEM = [1.05, 0.15];
// How a word of one syllable counts as a synonym: it may be part of another word.
const SYLLABLE = 0.4;
const SATURATION = 1.4;
const PAIR = 0.9;
const SYNONYM = 0.85;
// How many other words of its group a synonym stands for.
const OTHERS = 5;
// What a hit with the fit 0…3 of `fit` is worth: other marks, part left out, all left out, the same.
const FIT = [0.55, 0.9, 0.92, 1];
// Other marks weigh less when the syllable as typed occurs on the site: then it was probably meant.
const MISFIT = 0.35;
const PRIOR = { "so-lieu": 0.9, trang: 0.85, "doi-tuong": 0.8, "chu-de": 0.8 };
// Syllables of questions rather than of subjects; they still count, but little.
const STOP = new Set(
  "là gì thế nào ra sao như có được không và của các những cho về thì mà ở tôi bao nhiêu bị với ai hay đã sẽ đang này để em mình vì nên cần phải làm lại chưa rồi mấy muốn khi nếu cũng còn nữa vậy đó trong từ theo đến mà ạ nhỉ hả thôi cái đc dc ko k j gj ntn vs".split(" ").map((word) => keys(word).exact),
);
const STOP_FOLDED = new Set([...STOP].map((word) => keys(word).fold));
// The second for one that without its marks may also be a word of substance: `the` is thế, but also thể.
const STOPPED = [0.35, 0.6];
// What a pair adds again where the pair before it stands in the same document.
const CHAIN = 0.2;
// “bao nhiêu” asks for a value: a target or a figure.
const VALUE = 1.9;
// A number counts so much where its neighbours in the query do not stand beside it.
const ALONE = 0.7;
// A number is said on purpose.
const NUMBER = 1.7;
// What is added for a title that the query covers whole, and for an explanation when one is asked for.
const WHOLE = 0.5;
const EXPLAINED = 1.4;
// Below this share of the query's weight in the best document, the answer is only the nearest there is.
const WEAK = 0.55;
// What is left to a document that covers nothing of the query's weight; the rest grows with the share covered.
const COVER = 0.35;
// Parts of a phrase that is one concept say little by themselves.
const PART = 0.6;
// Two syllables that stand together somewhere are probably one word: apart they say so much.
const APART = 0.25;

const exactOf = (written) => keys(written).exact;
const isCapital = (written) => written !== written.toLowerCase() && written === written.toUpperCase();
const tail = (list) => list[list.length - 1];

/** Return the Damerau–Levenshtein distance of two words, or 3 when it is above 2. */
export function distance(a, b) {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let before = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      row[j] = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > 2) return 3;
    before = above;
    above = row;
  }
  return Math.min(3, above[b.length]);
}

/** What both kinds of index share: documents in order of kind, addresses, lengths. */
class Base {
  constructor(head) {
    this.head = head;
    this.missing = new Set();
    this.full = false;
    this.kinds = [];
    let first = 0;
    for (const [key, name, before, after, count] of head.kinds) {
      this.kinds.push({ key, name, before, after, first, last: first + count });
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
    let doc = 0;
    for (const [first, count] of this.head.numbers) {
      if (number >= first && number < first + count) return doc + number - first;
      doc += count;
    }
    return undefined;
  }

  /** Return the number that documents of a numbered kind show after its name. */
  number(doc) {
    const kind = this.kind(doc);
    if (kind.key === "nhom") return doc - kind.first + 1;
    if (kind.key !== "cau") return 0;
    let at = 0;
    for (const [first, count] of this.head.numbers) {
      if (doc < at + count) return first + doc - at;
      at += count;
    }
    return 0;
  }
}

/** The index of a site of ordinary size: texts, indexed on arrival. */
export class Small extends Base {
  constructor(head) {
    super(head);
    this.forms = new Map();
    this.pairs = new Map();
    this.ids = [];
    this.titles = [];
    this.leads = [];
    this.masks = [];
    this.bodies = [];
    this.append(head);
  }

  append(columns) {
    const [ids, titles, names, leads] = ["ids", "titles", "names", "leads"].map((name) => columns[name].split("\n"));
    const first = this.ids.length;
    this.ids.push(...ids);
    this.titles.push(...titles);
    this.leads.push(...leads);
    this.masks.push(...columns.masks.split(",").map((mask) => parseInt(mask, 36)));
    ids.forEach((_, i) => [titles, names, leads].forEach((column, field) => this.add(first + i, field, column[i])));
  }

  /** Take in the rest of the titles and the full texts; `pause` lets the page breathe between slices. */
  async complete(data, pause) {
    this.append(data);
    const bodies = data.bodies.split("\n");
    const asked = data.asked.split("\n");
    for (let doc = 0; doc < bodies.length; doc += 1) {
      this.add(doc, 3, bodies[doc]);
      if (asked[doc]) asked[doc].split("\t").forEach((passage, i) => this.add(doc, MASK + (i % PASSAGES), passage));
      if (doc % 12 === 11) await pause();
    }
    this.bodies = bodies;
    this.full = true;
  }

  /** Count the words of a text; `field` is a field or, from `MASK` on, the bit of a passage. */
  add(doc, field, text) {
    const found = tokens(text);
    let before = "";
    for (const { fold, form } of found) {
      let forms = this.forms.get(fold);
      if (!forms) {
        this.forms.set(fold, (forms = new Map()));
        this.words = null;
      }
      this.count(forms, form, doc, field);
      if (before) this.count(this.pairs, `${before} ${fold}`, doc, field);
      before = fold;
    }
    if (field < MASK) this.lengths[field][doc] = Math.min(35, field === 3 ? Math.ceil(found.length / 32) : found.length);
  }

  count(lists, key, doc, field) {
    const list = lists.get(key);
    const one = 1 << (field < MASK ? 2 * field : field);
    if (!list) lists.set(key, [doc, one]);
    else if (list[list.length - 2] !== doc) list.push(doc, one);
    else if (field >= MASK) list[list.length - 1] |= one;
    else if (((list[list.length - 1] >> (2 * field)) & CAP[field]) < CAP[field]) list[list.length - 1] += one;
  }

  get(key) {
    if (!key.includes(" ")) return this.forms.get(key);
    const list = this.pairs.get(key);
    return list && new Map([["", list]]);
  }

  has(fold) {
    return this.forms.has(fold);
  }

  vocabulary() {
    return (this.words ||= [...this.forms.keys()].sort());
  }

  only(audience) {
    const bit = 1 << this.head.audiences.findIndex(([id]) => id === audience);
    return { has: (doc) => (this.masks[doc] & bit) !== 0 };
  }

  doc(doc) {
    return { id: this.ids[doc], title: this.titles[doc], lead: this.leads[doc], body: this.bodies[doc] || "" };
  }
}

/** The index of a large site: posting lists and texts in shards, asked for by name through `missing`. */
export class Sharded extends Base {
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
        const list = entry.get(forms[i]) || entry.set(forms[i], []).get(forms[i]);
        let doc = -1;
        for (const [at, code] of forms[i + 1].entries()) {
          if (code < 0) {
            // At the head: the list was cut, and this is how long it was. Later: the passages of the document before.
            if (at) list[list.length - 1] |= -code << MASK;
            else list.whole = Math.max(list.whole || 0, -code);
            continue;
          }
          doc += code >> bits;
          const cell = code & ((1 << bits) - 1);
          list.push(doc, bits === 3 ? cell << 6 : cell);
        }
      }
    }
    if (this.missing.size === waiting) this.decoded.set(key, entry);
    return entry;
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

/**
 * @typedef {Object} Hit
 * @property {string} kind key of the kind
 * @property {string} label what kind of thing it is, in words
 * @property {string} id kind and id, as in references: `cau:45`, `muc-tieu:chi-rd`
 * @property {string} url relative to the site's root
 * @property {[string, boolean][]} title pieces, true where matched
 * @property {[string, boolean][]} text pieces of the excerpt
 */

export class Engine {
  /** @param {(name: string) => Promise<any>} load gives a data file of the index by name */
  constructor(load) {
    this.load = load;
  }

  /** Fetch the first index. */
  async start() {
    const head = await this.load("index");
    this.index = head.vocabulary === undefined ? new Small(head) : new Sharded(head);
    this.groups = new Map();
    this.learn(head.synonyms);
    if (head.more) this.learn(head.more);
    return this;
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

  /** Fetch the full texts, so that later searches look in them too. */
  async deepen(pause = () => new Promise((done) => setTimeout(done))) {
    if (this.index.full) return;
    if (this.index instanceof Sharded) {
      this.index.full = true;
      this.index.decoded.clear();
      return;
    }
    const data = await this.load("text");
    // A page left open over an update may get texts of another build; they would be laid on wrong documents.
    if (data.build !== this.index.head.build) return;
    await this.index.complete(data, pause);
    this.learn(data.synonyms);
  }

  /**
   * Search, fetching the shards that the query needs.
   * @param {string} query
   * @param {{audience?: string, kind?: string, limit?: number}} [options]
   * @returns {Promise<{hits: Hit[], total: number, weak: boolean, nearest: string[]}>}
   */
  async search(query, options = {}) {
    // Four rounds: words; pairs with their corrections; documents; texts.
    for (let round = 0; ; round += 1) {
      const { index } = this;
      index.missing = new Set();
      const answer = this.answer(query, options);
      if (!index.missing.size || round > 5) return answer;
      await Promise.all([...index.missing].map(async (name) => index.take(name, await this.load(name))));
    }
  }

  answer(query, { audience = "", kind = "", limit = this.index.full ? 30 : 10 }) {
    const open = /[\p{L}\p{N}]$/u.test(query);
    const asked = this.read(tokens(query.normalize("NFC").trim()), open);
    const { total: scores, shares } = this.score(asked);
    const { index } = this;
    // As typed, else as read from raw Telex or VNI.
    const numbered = (of) => /^(c|cau|hoi)?(?: ?hoi)?(?: (?:so|thu))? ?(\d+)( .*)?$/.exec(asked.map(of).join(" "));
    const asNumber = numbered((token) => token.fold) || numbered((token) => (token.choices[0] || token).fold);
    const pinned = asNumber && (asNumber[1] || !asNumber[3]) ? index.numbered(Number(asNumber[2])) : undefined;
    if (pinned !== undefined) scores.set(pinned, asNumber[1] ? Infinity : 0.95 * Math.max(1, ...scores.values()));
    const only = audience && index.only(audience);
    const within = kind && index.kinds.find(({ key }) => key === kind);
    let ranked = [...scores].filter(([doc]) => (!only || only.has(doc)) && (!within || (doc >= within.first && doc < within.last)));
    ranked.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    const best = ranked.find(([, score]) => score < Infinity);
    if (best) ranked = ranked.filter(([, score]) => score > 0.15 * best[1]);
    const hits = ranked.slice(0, limit).map(([doc]) => this.show(doc, asked));
    // Little of the query stands even in the best document, or no word of it is known: readers are told so.
    const weak = pinned === undefined && Boolean(best) && (shares.get(best[0]) < WEAK || asked.every((token) => token.guessed || token.stop));
    return { hits, total: ranked.length, weak, nearest: this.nearest(asked, ranked.length) };
  }

  // ------------------------------------------------------------------ reading the query

  /**
   * Give each word of the query the index's words it may stand for, with what each is worth.
   * @returns {{raw: string, exact: string, fold: string, stop: boolean, guessed: boolean, choices: {fold: string, exact: string | null, worth: number}[]}[]}
   */
  read(found, open) {
    const { index } = this;
    const asked = [];
    found.forEach((token, place) => {
      const last = open && place === found.length - 1;
      const choices = [];
      const take = (fold, exact, worth) => {
        if (!choices.some((choice) => choice.fold === fold)) choices.push({ fold, exact, worth });
      };
      if (index.has(token.fold)) take(token.fold, token.exact, 1);
      const meant = this.untyped(token.raw);
      if (meant && (index.has(meant.fold) || (last && this.completions(meant.fold).length))) take(meant.fold, meant.exact, choices.length ? 0.8 : 0.95);
      const known = choices.length || this.groups.has(token.fold) || (last && this.completions(token.fold).length);
      const pieces = known ? null : this.initials(token) || this.apart(token.fold);
      if (pieces) {
        for (const fold of pieces) asked.push({ ...token, fold, exact: fold, choices: [{ fold, exact: fold, worth: 0.9 }] });
      } else {
        asked.push({ ...token, choices, last, meant });
      }
    });
    asked.forEach((token, i) => {
      const sides = this.neighbours(asked, i);
      token.stop = STOP.has(token.exact) && asked.length > 1;
      // What reads as raw Telex but is no word is more likely mistyped than both.
      const bases = [token.fold, ...(token.meant && token.choices.some((choice) => choice.fold === token.meant.fold) ? [token.meant.fold] : [])];
      if (token.last) this.complete(token, bases, sides[0]);
      if (token.choices.length || !this.groups.has(token.fold)) this.correct(token, bases, sides);
      token.choices.sort((a, b) => b.worth - a.worth);
    });
    return asked;
  }

  /** Return the keys of a word left in raw Telex or VNI, if it reads as one. */
  untyped(raw) {
    if (/[^a-zA-Z0-9đĐ]/.test(raw) && !/^[\p{L}\d]+$/u.test(raw)) return null;
    const meant = /^[\p{L}]+\d[\p{L}\d]*$/u.test(raw) ? typed(raw, true) : /^[a-z]+$/i.test(raw) ? typed(raw, false) : null;
    return meant && keys(meant);
  }

  /** Return tests whether a syllable has been seen next to the word before it and after it. */
  neighbours(asked, i) {
    const sides = [];
    // Only what is likely: each further look may be a further shard.
    const near = (token) => token.choices.filter((choice) => choice.worth > 0.3).slice(0, 4);
    if (i > 0) sides.push((fold) => near(asked[i - 1]).some((choice) => this.index.get(`${choice.fold} ${fold}`)));
    if (i + 1 < asked.length) sides.push((fold) => near(asked[i + 1]).some((choice) => this.index.get(`${fold} ${choice.fold}`)));
    return sides;
  }

  completions(fold) {
    const words = this.index.vocabulary();
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

  /** The word still being typed may be the beginning of a longer one. */
  complete(token, bases, beside) {
    const whole = token.choices.some((choice) => this.index.has(choice.fold));
    const found = bases.flatMap((base) => this.completions(base)).slice(0, 400);
    const seen = found.map((fold) => ({ fold, near: beside?.(fold) ? 1 : 0 })).sort((a, b) => b.near - a.near || a.fold.length - b.fold.length);
    for (const { fold, near } of seen.slice(0, whole ? 8 : 16)) {
      const worth = whole ? (near ? 0.5 : 0.15) : near ? 0.85 : 0.45;
      if (!token.choices.some((choice) => choice.fold === fold)) token.choices.push({ fold, exact: null, worth });
    }
    token.choices = token.choices.filter((choice) => this.index.has(choice.fold));
  }

  /**
   * A word that is unknown, or unknown in this company, may be mistyped; the company can be told only
   * once the full texts are there.
   */
  correct(token, bases, sides) {
    const known = token.choices.some((choice) => choice.worth > 0.4);
    if (/\d/.test(token.fold) || token.fold.length < (known ? 3 : 2) || (known && (token.stop || !this.index.full || sides.some((side) => side(token.choices[0].fold))))) return;
    const near = [];
    for (const fold of this.index.vocabulary()) {
      if (/\d/.test(fold)) continue;
      const far = Math.min(...bases.map((base) => distance(base, fold)));
      if (far === 1 || (far === 2 && !known && token.fold.length > 3)) near.push({ fold, far });
    }
    near.sort((a, b) => a.far - b.far || (b.fold[0] === token.fold[0]) - (a.fold[0] === token.fold[0]) || a.fold.length - b.fold.length);
    // One neighbour at a time: what fits the first need not be looked up for all with the second.
    let company = near.slice(0, 20).map((each) => ({ ...each, near: 0 }));
    for (const side of sides) {
      const tried = company.some((each) => each.near) ? company.filter((each) => each.near) : company;
      for (const each of tried) if (side(each.fold)) each.near += 1;
    }
    if (known) company = company.filter((each) => each.near === sides.length);
    company.sort((a, b) => b.near - a.near || a.far - b.far || a.fold.length - b.fold.length);
    token.guessed = !known && company.length > 0;
    for (const { fold, far, near: sides } of company.slice(0, 8)) {
      if (token.choices.some((choice) => choice.fold === fold)) continue;
      token.choices.push({ fold, exact: null, worth: (sides ? 0.75 : 0.5) / far * (known ? 0.7 : 1) });
    }
  }

  /** Return the words that begin with the letters of an abbreviation and stand side by side in a title or short answer. */
  initials({ raw, fold }) {
    // In small letters, one with a vowel is more likely a slip.
    const short = /^[a-z]{3,8}$/.test(fold) && (isCapital(raw) || !/[aeiouy]/.test(fold));
    if (!short || !this.index.titles) return null;
    const counts = new Map();
    for (const text of [...this.index.titles, ...this.index.leads]) {
      const words = tokens(text).map((token) => token.fold);
      const at = words.map((word) => word[0]).join("").indexOf(fold);
      const phrase = at < 0 ? "" : words.slice(at, at + fold.length).join(" ");
      if (phrase) counts.set(phrase, (counts.get(phrase) || 0) + 1);
    }
    const best = [...counts].sort((a, b) => b[1] - a[1])[0];
    return best ? best[0].split(" ") : null;
  }

  /** Cut a word typed without spaces into syllables of the index, as few as possible. */
  apart(word) {
    if (word.length < 5) return null;
    const best = [[]];
    for (let end = 1; end <= word.length; end += 1) {
      for (let start = Math.max(0, end - 8); start < end; start += 1) {
        const piece = word.slice(start, end);
        if (!best[start] || !this.index.has(piece)) continue;
        if (!best[end] || best[start].length + 1 < best[end].length) best[end] = [...best[start], piece];
      }
    }
    const pieces = best[word.length];
    if (!pieces || pieces.length > word.length / 2) return null;
    const joined = pieces.filter((piece, i) => i && this.index.get(`${pieces[i - 1]} ${piece}`)).length;
    return 3 * joined >= pieces.length - 1 ? pieces : null;
  }

  // ------------------------------------------------------------------ scoring

  score(asked) {
    const { index } = this;
    const means = index.means();
    const memo = new Map();
    const size = index.size;
    const beside = asked.map((token, i) => (i ? `${asked[i - 1].fold} ${token.fold}` : ""));
    const amount = beside.includes("bao nhieu");
    // “… đứng thứ mấy” asks how things are, not how they are to be.
    const standing = beside.some((two) => /^(thu|hang) mai?y?$/.test(two));
    // “Trang này …” asks for a page of ours.
    const here = beside.some((two) => two === "trang nay" || two === "web nay");
    // “… là gì?” asks for an explanation; the two syllables say nothing else.
    const explain = / la gi$/.test(asked.map((token) => token.fold).join(" "));

    const raise = (map, doc, value) => {
      if (value > (map.get(doc) || 0)) map.set(doc, value);
    };

    /** Score one entry: how rare it is, and what a hit is worth in each document that has it. */
    const term = (key, exact, strict) => {
      const name = `${key}|${exact}|${strict}`;
      if (memo.has(name)) return memo.get(name);
      const entry = index.get(key);
      const hits = new Map();
      const seen = new Set();
      const titled = new Set();
      if (entry) {
        const exacts = [...entry.keys()].map(exactOf);
        const known = exact !== null && exacts.includes(exact);
        let i = 0;
        for (const [written, list] of entry) {
          const match = exact === null || key.includes(" ") ? 3 : fit(exact, exacts[i]);
          i += 1;
          const worth = strict ? (match === 3 && (!isCapital(strict) || isCapital(written)) ? 1 : 0) : match === 0 && known && /[^\x00-\x7f]/.test(exact) ? MISFIT : FIT[match];
          const sums = new Map();
          for (let j = 0; j < list.length; j += 2) {
            const doc = list[j];
            let sum = sums.get(doc) || 0;
            if (list[j + 1] & 3 && worth > MISFIT) titled.add(doc);
            for (let field = 0; field < 4; field += 1) {
              const n = (list[j + 1] >> (2 * field)) & (field === 3 ? 7 : 3);
              if (n) sum += (WEIGHT[field] * n) / (1 - LENGTH[field] + (LENGTH[field] * index.lengths[field][doc]) / means[field]);
            }
            if (sum) sums.set(doc, sum);
            // Passages score as documents of their own, numbered after the documents.
            for (let mask = list[j + 1] >> MASK, passage = size + PASSAGES * doc; mask; mask >>= 1, passage += 1) if (mask & 1) raise(hits, passage, worth);
          }
          for (const [doc, sum] of sums) {
            seen.add(doc);
            raise(hits, doc, (worth * sum) / (SATURATION + sum));
          }
        }
      }
      const count = Math.max(seen.size, ...[...(entry || new Map()).values()].map((list) => list.whole || 0));
      const result = { hits, titled, rarity: Math.log(1 + (size - count + 0.5) / (count + 0.5)) };
      memo.set(name, result);
      return result;
    };

    const rarest = Math.log(1 + size / 2);
    const singles = asked.map((token, place) => {
      const map = new Map();
      const idle = explain && place > asked.length - 3;
      const weight = idle ? 0.1 : token.stop ? STOPPED[0] : token.fold === token.exact && STOP_FOLDED.has(token.fold) && asked.length > 1 ? STOPPED[1] : /^\d/.test(token.fold) ? NUMBER : 1;
      const titled = new Set();
      let rarity = token.choices.length ? 0 : rarest;
      token.choices.forEach((choice, i) => {
        const { hits, titled: inTitle, rarity: own } = term(choice.fold, choice.exact, "");
        if (i === 0) rarity = own;
        if (choice.worth > 0.4) inTitle.forEach((doc) => titled.add(doc));
        // A guess may be a rare word; beside a word that is known as typed it counts no more than that.
        const rare = token.choices[0].worth === 1 ? Math.min(own, rarity) : own;
        for (const [doc, value] of hits) raise(map, doc, weight * choice.worth * rare * value);
      });
      return { map, titled, weight: weight * rarity };
    });
    const pairs = asked.slice(1).map((token, i) => {
      const map = new Map();
      const weight = PAIR * (explain && i === asked.length - 2 ? 0.1 : token.stop && asked[i].stop ? STOPPED[0] : token.stop || asked[i].stop ? 0.6 : 1);
      let most = 0;
      for (const a of asked[i].choices.slice(0, 9)) {
        for (const b of token.choices.slice(0, 17)) {
          if (a.worth * b.worth < 0.2) continue;
          const { hits, rarity } = term(`${a.fold} ${b.fold}`, null, "");
          if (hits.size) most = Math.max(most, a.worth * b.worth * weight * rarity);
          for (const [doc, value] of hits) raise(map, doc, weight * a.worth * b.worth * rarity * value);
        }
      }
      return { map, most };
    });

    // A number somewhere in a long text is chance; beside what it counts it is not.
    asked.forEach((token, i) => {
      if (!/^\d/.test(token.fold)) return;
      const beside = [pairs[i - 1], pairs[i]].filter(Boolean);
      for (const [doc, value] of singles[i].map) if (beside.length && !beside.some(({ map }) => map.has(doc))) singles[i].map.set(doc, ALONE * value);
    });
    const total = new Map();
    const covered = new Map();
    const named = new Map();
    const plus = (map, doc, value) => map.set(doc, (map.get(doc) || 0) + value);
    const add = (first, last, concept) => {
      // Within a run that is also a concept, a document counts by the better of the two.
      const own = new Map();
      const cover = new Map();
      const title = new Map();
      let weight = 0;
      let most = 0;
      for (let i = first; i <= last; i += 1) {
        weight += singles[i].weight;
        for (const doc of singles[i].titled) plus(title, doc, 1);
        for (const [doc, value] of singles[i].map) {
          plus(own, doc, value);
          plus(cover, doc, singles[i].weight);
        }
        if (i > first) {
          most += pairs[i - 1].most;
          for (const [doc, value] of pairs[i - 1].map) plus(own, doc, value);
        }
      }
      if (concept) {
        for (const [doc, value] of own) own.set(doc, PART * value);
        for (const [doc, words] of concept.titled) raise(title, doc, words);
        for (const [doc, value] of concept.hits) {
          raise(own, doc, value * Math.max(weight + most, 1.5 * concept.rarity));
          raise(cover, doc, weight * Math.min(1, 0.4 + value));
        }
        const share = Math.min(1, (1.5 * concept.rarity) / (weight || 1));
        for (const [doc, value] of cover) cover.set(doc, share * value);
        weight *= share;
      }
      for (const [doc, value] of own) plus(total, doc, value);
      for (const [doc, value] of cover) plus(covered, doc, value);
      for (const [doc, words] of title) plus(named, doc, words);
      return weight;
    };

    let weight = 0;
    for (let i = 0; i < asked.length; ) {
      const found = this.concept(asked, i);
      const length = found ? found.member.words.length : 1;
      weight += add(i, i + length - 1, found && this.synonyms(found, term));
      if (found) asked[i].concept = found;
      // The pair across the border of a run.
      if (i > 0) for (const [doc, value] of pairs[i - 1].map) plus(total, doc, value);
      i += length;
    }
    // Pairs one after the other make a phrase; the longer it is, the less it is chance.
    let runs = new Map();
    pairs.forEach(({ map, most }) => {
      const next = new Map();
      for (const doc of map.keys()) {
        const run = (runs.get(doc) || 0) + 1;
        next.set(doc, run);
        if (run > 1) plus(total, doc, CHAIN * Math.min(run - 1, 3) * most);
      }
      runs = next;
    });
    if (asked.length === 2 && pairs[0].map.size && !asked.some((token) => token.stop || token.concept?.member.words.length > 1)) {
      for (const [doc, value] of total) if (!pairs[0].map.has(doc)) total.set(doc, APART * value);
    }
    // A whole question rather than a keyword or two.
    const question = Math.max(0, Math.min(1, (asked.length - QUESTION[0]) / (QUESTION[1] - QUESTION[0])));
    const passages = new Map();
    const shares = new Map();
    for (const [key, value] of total) {
      if (key < size) continue;
      const share = weight ? Math.min(1, (covered.get(key) || 0) / weight) : 0;
      raise(passages, Math.floor((key - size) / PASSAGES), value * share ** 2);
      raise(shares, Math.floor((key - size) / PASSAGES), share);
      total.delete(key);
    }
    for (const [doc, value] of passages) plus(total, doc, 0);
    for (const [doc, value] of total) {
      const share = weight ? Math.min(1, (covered.get(doc) || 0) / weight) : 0;
      const whole = Math.min(1, (named.get(doc) || 0) / index.lengths[0][doc]);
      const { key } = index.kind(doc);
      const prior = (key === "cau" ? ITEM[0] + question * ITEM[1] : PRIOR[key] || 1) * (explain && key === "thuat-ngu" ? EXPLAINED : 1) * ((amount && key === "muc-tieu") || ((amount || standing) && key === "so-lieu") || (here && key === "trang") ? VALUE : 1);
      const own = value * (COVER + (1 - COVER) * share ** 1.5) * (1 + WHOLE * whole ** 3);
      total.set(doc, prior * (own + (ASKED[0] + question * ASKED[1]) * (passages.get(doc) || 0)));
      raise(shares, doc, share);
    }
    return { total, shares };
  }

  /** Return the longest synonym that begins at word `i` of the query. */
  concept(asked, i) {
    let best = null;
    const own = (token) => [token, ...token.choices.filter((choice) => choice.worth > 0.4)];
    for (const { fold } of own(asked[i]).slice(0, 3)) {
      for (const candidate of this.groups.get(fold) || []) {
        const { words } = candidate.member;
        if (best && best.member.words.length >= words.length) continue;
        let worth = 1;
        const fits = words.every((word, j) => {
          const match = asked[i + j] && own(asked[i + j]).find((choice) => choice.fold === word.fold);
          if (!match) return false;
          const degree = match.exact === null ? 3 : fit(match.exact, word.exact);
          // A lone syllable without its marks could be many others.
          if (words.length === 1 && degree < 3) worth = degree ? 0.6 : 0;
          return degree > 0 || words.length > 2;
        });
        if (words.length === 1 && asked[i].stop && asked[i].raw !== candidate.member.plain) worth = 0.3;
        if (fits && worth) best = { ...candidate, worth };
      }
    }
    return best;
  }

  /** Score the phrases of a synonym group as if they were one word. */
  synonyms({ member, members, worth }, term) {
    const union = new Map();
    const seen = new Set();
    const titled = new Map();
    // Each member costs a large site shards; the site's own words stand first in a group.
    for (const each of [member, ...members.filter((one) => one !== member).slice(0, OTHERS)]) {
      let common = null;
      const named = new Map();
      each.words.forEach((word, i) => {
        const single = term(word.fold, word.exact, word.form);
        for (const doc of single.titled) named.set(doc, (named.get(doc) || 0) + 1);
        const parts = [single.hits];
        if (i) parts.push(term(`${each.words[i - 1].fold} ${word.fold}`, null, "").hits);
        for (const hits of parts) {
          const next = new Map();
          for (const [doc, value] of hits) {
            if (!value || (common && !common.has(doc))) continue;
            next.set(doc, common ? Math.min(common.get(doc), value) : value);
          }
          common = next;
        }
      });
      for (const [doc, value] of common || []) {
        if (doc < this.index.size) seen.add(doc); // passages are no documents
        const own = value * (each === member ? 1 : (each.words.length > 1 || /^[\x00-\x7f]+$/.test(each.words[0].exact) ? SYNONYM : SYLLABLE) * worth);
        if (own > (union.get(doc) || 0)) union.set(doc, own);
        if (named.get(doc) === each.words.length) titled.set(doc, Math.max(titled.get(doc) || 0, each.words.length));
      }
    }
    return { hits: union, titled, rarity: Math.log(1 + (this.index.size - seen.size + 0.5) / (seen.size + 0.5)) };
  }

  // ------------------------------------------------------------------ showing

  show(doc, asked) {
    const { index } = this;
    const kind = index.kind(doc);
    const { id, title, lead, body } = index.doc(doc);
    const number = index.number(doc);
    let text = this.marked(lead, asked);
    // Of a target or a figure the value is what counts, matched or not.
    const value = kind.key === "muc-tieu" || kind.key === "so-lieu";
    if (body && !value && !text.some(([, hit]) => hit)) {
      const deep = this.marked(body, asked);
      if (!lead || deep.some(([, hit]) => hit)) text = deep;
    }
    return {
      kind: kind.key,
      label: number ? `${kind.name} ${number}` : kind.name,
      id: `${kind.key}:${kind.key === "cau" ? number : id}`,
      url: kind.before + id + kind.after,
      title: this.marked(title, asked),
      text: clipped(text, 190),
    };
  }

  /** Cut a text into pieces, those that answer the query told apart. */
  marked(text, asked) {
    const found = tokens(text);
    const strength = found.map((token) => {
      let most = 0;
      for (const word of asked) {
        for (const choice of word.choices) {
          if (choice.fold !== token.fold || choice.worth < 0.3) continue;
          const known = choice.exact !== null && this.isKnown(choice);
          if (choice.exact === null || !known || fit(choice.exact, token.exact)) most = Math.max(most, word.stop ? 1 : 2);
        }
      }
      return most;
    });
    for (const { concept } of asked) {
      for (const member of concept ? concept.members : []) {
        for (let i = 0; i + member.words.length <= found.length; i += 1) {
          if (member.words.every((word, j) => word.exact === found[i + j].exact)) strength.fill(2, i, i + member.words.length);
        }
      }
    }
    const pieces = [];
    let at = 0;
    found.forEach((token, i) => {
      // Words of questions are marked only within a marked phrase.
      const hit = strength[i] === 2 || (strength[i] === 1 && (strength[i - 1] === 2 || strength[i + 1] === 2));
      if (!hit) return;
      const joined = pieces.length && tail(pieces)[1] && /^[\s-]*$/.test(text.slice(at, token.start));
      if (joined) tail(pieces)[0] = text.slice(at - tail(pieces)[0].length, token.end);
      else {
        if (token.start > at) pieces.push([text.slice(at, token.start), false]);
        pieces.push([text.slice(token.start, token.end), true]);
      }
      at = token.end;
    });
    if (at < text.length) pieces.push([text.slice(at), false]);
    return pieces;
  }

  isKnown(choice) {
    const entry = this.index.get(choice.fold);
    return Boolean(entry) && [...entry.keys()].some((written) => exactOf(written) === choice.exact);
  }

  /** Return what the query may have meant: the query mended, or else words that look alike. */
  nearest(asked, total) {
    const spelled = (fold) => {
      const entry = this.index.get(fold);
      return entry ? [...entry].sort((a, b) => b[1].length - a[1].length)[0][0] : fold;
    };
    if (asked.some((token) => token.guessed)) {
      return [asked.map((token) => (token.guessed ? spelled(token.choices[0].fold) : token.raw)).join(" ")];
    }
    if (total || !asked.length) return [];
    const all = this.index.vocabulary().filter((fold) => fold.length > 1 && !/\d/.test(fold));
    const alike = (token) => (fold) => {
      let shared = 0;
      while (shared < fold.length && fold[shared] === token.fold[shared]) shared += 1;
      return distance(token.fold, fold) - shared;
    };
    const out = asked.filter((token) => !token.choices.length).flatMap((token) => {
      const rank = alike(token);
      return all.filter((fold) => distance(token.fold, fold) < 3).map((fold) => [rank(fold), fold]).sort((a, b) => a[0] - b[0]).slice(0, 3).map(([, fold]) => spelled(fold));
    });
    return [...new Set(out)].slice(0, 4);
  }
}

/** Cut marked pieces down to about `limit` characters around where most is marked. */
export function clipped(pieces, limit) {
  const text = pieces.map(([piece]) => piece).join("");
  if (text.length <= limit) return pieces;
  const starts = [];
  let at = 0;
  for (const [piece, hit] of pieces) {
    if (hit) starts.push({ at, size: piece.length });
    at += piece.length;
  }
  let from = 0;
  let most = 0;
  for (const { at: start } of starts) {
    const inside = starts.filter((other) => other.at >= start && other.at + other.size <= start + limit - 40).reduce((sum, other) => sum + other.size, 0);
    if (inside > most) [most, from] = [inside, start];
  }
  // Begin at the sentence if it is near, else at a word.
  const before = text.slice(0, from);
  const sentence = Math.max(before.lastIndexOf(". "), before.lastIndexOf("; "), before.lastIndexOf(": ")) + 2;
  from = from < limit - 60 ? 0 : from - sentence < 70 && sentence > 1 ? sentence : before.lastIndexOf(" ", from - 30) + 1;
  // Near the end, the room is used for what comes before.
  if (text.length - from < limit) from = text.indexOf(" ", text.length - limit) + 1;
  let to = Math.min(text.length, from + limit);
  if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), from + 1);
  const out = from ? [["… ", false]] : [];
  at = 0;
  for (const [piece, hit] of pieces) {
    const part = piece.slice(Math.max(0, from - at), Math.max(0, to - at));
    if (part) out.push([part, hit]);
    at += piece.length;
  }
  if (to < text.length) out.push([" …", false]);
  return out;
}
