/** The index of a site of ordinary size: texts, indexed on arrival. */
import { CAP, Documents, MASK, PASSAGES } from "./documents.js";
import { tokens } from "./fold.js";

export class Small extends Documents {
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
      const passages = asked[doc] ? asked[doc].split("\t") : [];
      passages.forEach((passage, i) => this.add(doc, MASK + (i % PASSAGES), passage));
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
    const length = field === 3 ? Math.ceil(found.length / 32) : found.length;
    if (field < MASK) this.lengths[field][doc] = Math.min(35, length);
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
