/** Documents ranked: each word and pair of words of the query scored, then whole phrases, titles and phrasings. */
import { PASSAGES } from "./documents.js";
import { scored } from "./synonyms.js";
import { raise, Terms } from "./terms.js";
import { isNumber, STOP_FOLDED } from "./words.js";

// A word of questions, and one that without its marks may also be a word of substance: `the` is thế, but also thể.
const STOPPED = [0.35, 0.6];
// The syllables of “… là gì?” say nothing else.
const IDLE = 0.1;
// A number is said on purpose, but counts so much where its neighbours in the query do not stand beside it.
const NUMBER = 1.7;
const ALONE = 0.7;
const PAIR = 0.9;
// What a pair adds again where the pair before it stands in the same document.
const CHAIN = 0.2;
// Parts of a phrase that is one concept say little by themselves.
const PART = 0.6;
// Two syllables that stand together somewhere are probably one word: apart they say so much.
const APART = 0.25;
// What an item is worth more than its kind's own weight for a question.
const ITEM = 0.15;
// What a document's best passage adds to its score for keywords, and how much more for a question.
const ASKED = [0.1, 0.4];
// What a kind is worth that answers questions put that way: with a value or a page of the site, with an explanation.
const VALUE = 1.9;
const EXPLAINED = 1.4;
// What is added for a title that the query covers whole.
const WHOLE = 0.5;
// What is left to a document that covers nothing of the query's weight; the rest grows with the share covered.
const COVER = 0.35;

const plus = (map, doc, value) => map.set(doc, (map.get(doc) || 0) + value);

/**
 * Score every document for a query that was read; say also what share of the query's weight each covers.
 * @returns {{total: Map<number, number>, shares: Map<number, number>}}
 */
export function score(index, synonyms, asked, asks) {
  const terms = new Terms(index);
  const singles = asked.map((_, i) => single(terms, asked, i, asks));
  const pairs = asked.slice(1).map((_, i) => pair(terms, asked, i, asks));
  lower(asked, singles, pairs);
  const sums = { total: new Map(), covered: new Map(), named: new Map() };
  let weight = 0;
  for (let i = 0; i < asked.length; ) {
    const found = synonyms.at(asked, i);
    const length = found ? found.member.words.length : 1;
    const run = { singles: singles.slice(i, i + length), pairs: pairs.slice(i, i + length - 1) };
    weight += add(sums, run, found && scored(terms, found));
    if (found) asked[i].concept = found;
    // The pair across the border of a run.
    if (i > 0) for (const [doc, value] of pairs[i - 1].map) plus(sums.total, doc, value);
    i += length;
  }
  chain(sums.total, pairs);
  if (asked.length === 2) part(sums.total, asked, pairs[0].map);
  return settled(index, asks, sums, weight);
}

/** Score one word of the query: by what it may stand for, the best in each document. */
function single(terms, asked, i, asks) {
  const token = asked[i];
  const map = new Map();
  const titled = new Set();
  const idle = asks.meaning && i > asked.length - 3;
  const weight = idle ? IDLE : weightOf(token, asked.length > 1);
  let rarity = token.choices.length ? 0 : Math.log(1 + terms.size / 2);
  token.choices.forEach((choice, at) => {
    const found = terms.of(choice.fold, choice.exact, "");
    if (at === 0) rarity = found.rarity;
    if (choice.worth > 0.4) found.titled.forEach((doc) => titled.add(doc));
    // A guess may be a rare word; beside a word that is known as typed it counts no more than that.
    const rare = token.choices[0].worth === 1 ? Math.min(found.rarity, rarity) : found.rarity;
    for (const [doc, value] of found.hits) raise(map, doc, weight * choice.worth * rare * value);
  });
  return { map, titled, weight: weight * rarity };
}

function weightOf(token, beside) {
  if (token.stop) return STOPPED[0];
  if (token.fold === token.exact && STOP_FOLDED.has(token.fold) && beside) return STOPPED[1];
  return isNumber(token.fold) ? NUMBER : 1;
}

/** Score word `i` of the query with the one after it. */
function pair(terms, asked, i, asks) {
  const [one, two] = [asked[i], asked[i + 1]];
  const map = new Map();
  let weight = PAIR;
  if (asks.meaning && i === asked.length - 2) weight = PAIR * IDLE;
  else if (one.stop && two.stop) weight = PAIR * STOPPED[0];
  else if (one.stop || two.stop) weight = PAIR * STOPPED[1];
  let most = 0;
  for (const a of one.choices.slice(0, 9)) {
    for (const b of two.choices.slice(0, 17)) {
      if (a.worth * b.worth < 0.2) continue;
      const { hits, rarity } = terms.of(`${a.fold} ${b.fold}`, null, "");
      if (hits.size) most = Math.max(most, a.worth * b.worth * weight * rarity);
      for (const [doc, value] of hits) raise(map, doc, weight * a.worth * b.worth * rarity * value);
    }
  }
  return { map, most };
}

/** A number somewhere in a long text is chance; beside what it counts it is not. */
function lower(asked, singles, pairs) {
  asked.forEach((token, i) => {
    const beside = [pairs[i - 1], pairs[i]].filter(Boolean);
    if (!isNumber(token.fold) || !beside.length) return;
    const { map } = singles[i];
    for (const [doc, value] of map) if (!beside.some((each) => each.map.has(doc))) map.set(doc, ALONE * value);
  });
}

/** Add a run of words to the sums; where it is also a concept, a document counts by the better of the two. */
function add(sums, { singles, pairs }, concept) {
  const own = new Map();
  const cover = new Map();
  const title = new Map();
  let weight = 0;
  let most = 0;
  singles.forEach((word, i) => {
    weight += word.weight;
    for (const doc of word.titled) plus(title, doc, 1);
    for (const [doc, value] of word.map) {
      plus(own, doc, value);
      plus(cover, doc, word.weight);
    }
    if (!i) return;
    most += pairs[i - 1].most;
    for (const [doc, value] of pairs[i - 1].map) plus(own, doc, value);
  });
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
  for (const [doc, value] of own) plus(sums.total, doc, value);
  for (const [doc, value] of cover) plus(sums.covered, doc, value);
  for (const [doc, words] of title) plus(sums.named, doc, words);
  return weight;
}

/** Pairs one after the other make a phrase; the longer it is, the less it is chance. */
function chain(total, pairs) {
  let runs = new Map();
  for (const { map, most } of pairs) {
    const next = new Map();
    for (const doc of map.keys()) {
      const run = (runs.get(doc) || 0) + 1;
      next.set(doc, run);
      if (run > 1) plus(total, doc, CHAIN * Math.min(run - 1, 3) * most);
    }
    runs = next;
  }
}

/** Two words that stand together somewhere count little where they stand apart. */
function part(total, asked, together) {
  if (!together.size || asked.some((token) => token.stop || token.concept?.member.words.length > 1)) return;
  for (const [doc, value] of total) if (!together.has(doc)) total.set(doc, APART * value);
}

/** Bring passages home to their documents, and weigh in share covered, title, kind. */
function settled(index, asks, { total, covered, named }, weight) {
  const passages = new Map();
  const shares = new Map();
  const shareOf = (key) => (weight ? Math.min(1, (covered.get(key) || 0) / weight) : 0);
  for (const [key, value] of total) {
    if (key < index.size) continue;
    const doc = Math.floor((key - index.size) / PASSAGES);
    raise(passages, doc, value * shareOf(key) ** 2);
    raise(shares, doc, shareOf(key));
    total.delete(key);
  }
  for (const doc of passages.keys()) plus(total, doc, 0);
  for (const [doc, value] of total) {
    const share = shareOf(doc);
    const whole = Math.min(1, (named.get(doc) || 0) / index.lengths[0][doc]);
    const own = value * (COVER + (1 - COVER) * share ** 1.5) * (1 + WHOLE * whole ** 3);
    const best = (ASKED[0] + asks.question * ASKED[1]) * (passages.get(doc) || 0);
    total.set(doc, prior(index.kind(doc), asks) * (own + best));
    raise(shares, doc, share);
  }
  return { total, shares };
}

/** Return what a kind is worth for a query put this way. */
function prior({ prior: own, is }, asks) {
  let worth = own + (is.has("item") ? asks.question * ITEM : 0);
  if (asks.meaning && is.has("meaning")) worth *= EXPLAINED;
  return ["amount", "standing", "here"].some((way) => asks[way] && is.has(way)) ? worth * VALUE : worth;
}
