/**
 * The search engine: BM25F over syllables and pairs of syllables.
 *
 * A Vietnamese word is one or more syllables written apart, so pairs stand in for words without a
 * dictionary. The index is either small (titles and short answers as text, indexed here in a few
 * milliseconds) or sharded (posting lists made by `microsite/outputs/search`, fetched as a query needs
 * them). The two answer alike: the rest only calls `get`, `has`, `vocabulary`, `only`, `doc`.
 */
import { asking, numbered } from "./asking.js";
import { tokens } from "./fold.js";
import { clipped, marked } from "./marking.js";
import { nearest } from "./nearest.js";
import { read } from "./query.js";
import { score } from "./ranking.js";
import { Sharded } from "./sharded.js";
import { Small } from "./small.js";
import { Synonyms } from "./synonyms.js";

// Below this share of the query's weight in the best document, the answer is only the nearest there is.
const WEAK = 0.55;

/**
 * @typedef {Object} Hit
 * @property {string} kind key of the kind
 * @property {string} label what kind of thing it is, in words
 * @property {string} id kind and id, as in references: a number for items
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
    this.synonyms = new Synonyms();
    this.synonyms.learn(head.synonyms);
    if (head.more) this.synonyms.learn(head.more);
    return this;
  }

  /** Fetch the full texts, so that later searches look in them too. */
  async deepen(pause = () => new Promise((done) => setTimeout(done))) {
    if (this.index.full) return;
    if (this.index instanceof Sharded) {
      this.index.deepen();
      return;
    }
    const data = await this.load("text");
    // A page left open over an update may get texts of another build; they would be laid on wrong documents.
    if (data.build !== this.index.head.build) return;
    await this.index.complete(data, pause);
    this.synonyms.learn(data.synonyms);
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
    const { index, synonyms } = this;
    const asked = read(index, synonyms, tokens(query.normalize("NFC").trim()), /[\p{L}\p{N}]$/u.test(query));
    const { total: scores, shares } = score(index, synonyms, asked, asking(asked));
    const named = numbered(index, asked);
    if (named.doc !== undefined) {
      scores.set(named.doc, named.surely ? Infinity : 0.95 * Math.max(1, ...scores.values()));
    }
    let ranked = this.filtered([...scores], audience, kind).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    const best = ranked.find(([, value]) => value < Infinity);
    if (best) ranked = ranked.filter(([, value]) => value > 0.15 * best[1]);
    const hits = ranked.slice(0, limit).map(([doc]) => this.show(doc, asked));
    // Little of the query stands even in the best document, or no word of it is known: readers are told so.
    const little = best && (shares.get(best[0]) < WEAK || asked.every((token) => token.guessed || token.stop));
    const weak = named.doc === undefined && Boolean(little);
    return { hits, total: ranked.length, weak, nearest: nearest(index, asked, ranked.length) };
  }

  filtered(scores, audience, kind) {
    const only = audience && this.index.only(audience);
    const within = kind && this.index.kinds.find(({ key }) => key === kind);
    const inside = (doc) => !within || (doc >= within.first && doc < within.last);
    return scores.filter(([doc]) => (!only || only.has(doc)) && inside(doc));
  }

  /** Return the hit on a document. */
  show(doc, asked) {
    const { index } = this;
    const { key, name, before, after, is } = index.kind(doc);
    const { id, title, lead, body } = index.doc(doc);
    const number = index.number(doc);
    let text = marked(index, lead, asked);
    // Of a target or a figure the value is what counts, matched or not.
    if (body && !is.has("amount") && !text.some(([, hit]) => hit)) {
      const deep = marked(index, body, asked);
      if (!lead || deep.some(([, hit]) => hit)) text = deep;
    }
    return {
      kind: key,
      label: number ? `${name} ${number}` : name,
      id: `${key}:${is.has("numbered") ? number : id}`,
      url: before + id + after,
      title: marked(index, title, asked),
      text: clipped(text, 190),
    };
  }
}
