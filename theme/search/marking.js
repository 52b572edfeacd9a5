/** Texts as the reader sees them: what answers the query marked, long ones cut down to where most is marked. */
import { fit, tokens } from "./fold.js";
import { exactOf } from "./words.js";

/**
 * Cut a text into pieces, those that answer the query told apart.
 * @returns {[string, boolean][]}
 */
export function marked(index, text, asked) {
  const found = tokens(text);
  const strength = found.map((token) => strengthOf(index, token, asked));
  for (const { words } of asked.flatMap(({ concept }) => (concept ? concept.members : []))) {
    for (let i = 0; i + words.length <= found.length; i += 1) {
      if (words.every((word, j) => word.exact === found[i + j].exact)) strength.fill(2, i, i + words.length);
    }
  }
  const pieces = [];
  let at = 0;
  found.forEach(({ start, end }, i) => {
    // Words of questions are marked only within a marked phrase.
    const hit = strength[i] === 2 || (strength[i] === 1 && (strength[i - 1] === 2 || strength[i + 1] === 2));
    if (!hit) return;
    const last = pieces[pieces.length - 1];
    if (last?.[1] && /^[\s-]*$/.test(text.slice(at, start))) last[0] = text.slice(at - last[0].length, end);
    else {
      if (start > at) pieces.push([text.slice(at, start), false]);
      pieces.push([text.slice(start, end), true]);
    }
    at = end;
  });
  if (at < text.length) pieces.push([text.slice(at), false]);
  return pieces;
}

/** Say how strongly a token answers the query: 2 with a word of substance, 1 with a word of questions, 0 not. */
function strengthOf(index, token, asked) {
  let most = 0;
  for (const word of asked) {
    for (const { fold, exact, worth } of word.choices) {
      if (fold !== token.fold || worth < 0.3) continue;
      const fits = exact === null || fit(exact, token.exact) || !isKnown(index, fold, exact);
      if (fits) most = Math.max(most, word.stop ? 1 : 2);
    }
  }
  return most;
}

function isKnown(index, fold, exact) {
  const entry = index.get(fold);
  return Boolean(entry) && [...entry.keys()].some((written) => exactOf(written) === exact);
}

/** Cut marked pieces down to about `limit` characters around where most is marked. */
export function clipped(pieces, limit) {
  const text = pieces.map(([piece]) => piece).join("");
  if (text.length <= limit) return pieces;
  const [from, to] = windowOf(text, richest(pieces, limit), limit);
  const out = from ? [["… ", false]] : [];
  let at = 0;
  for (const [piece, hit] of pieces) {
    const part = piece.slice(Math.max(0, from - at), Math.max(0, to - at));
    if (part) out.push([part, hit]);
    at += piece.length;
  }
  if (to < text.length) out.push([" …", false]);
  return out;
}

/** Return where the `limit` characters begin in which most is marked. */
function richest(pieces, limit) {
  const starts = [];
  let at = 0;
  for (const [piece, hit] of pieces) {
    if (hit) starts.push({ at, size: piece.length });
    at += piece.length;
  }
  let from = 0;
  let most = 0;
  for (const { at: start } of starts) {
    const inside = starts
      .filter((other) => other.at >= start && other.at + other.size <= start + limit - 40)
      .reduce((sum, other) => sum + other.size, 0);
    if (inside > most) [most, from] = [inside, start];
  }
  return from;
}

/** Return first and last place of about `limit` characters around `from`, at the borders of sentences or words. */
function windowOf(text, from, limit) {
  const before = text.slice(0, from);
  const sentence = Math.max(...[". ", "; ", ": "].map((end) => before.lastIndexOf(end))) + 2;
  let start = before.lastIndexOf(" ", from - 30) + 1;
  if (from < limit - 60) start = 0;
  else if (from - sentence < 70 && sentence > 1) start = sentence;
  // Near the end, the room is used for what comes before.
  if (text.length - start < limit) start = text.indexOf(" ", text.length - limit) + 1;
  const end = Math.min(text.length, start + limit);
  return [start, end < text.length ? Math.max(text.lastIndexOf(" ", end), start + 1) : end];
}
