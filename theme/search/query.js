/** The query read: for each of its words, the index's words it may stand for, with what each is worth. */
import { complete, correct, neighbours } from "./correction.js";
import { apart, completions, initials, untyped } from "./guesses.js";
import { STOP } from "./words.js";

/**
 * @typedef {Object} Choice
 * @property {string} fold
 * @property {string | null} exact null for a guess
 * @property {number} worth
 *
 * @typedef {Object} Asked a token of the query and what it may stand for
 * @property {string} raw
 * @property {string} exact
 * @property {string} fold
 * @property {boolean} stop a word of questions
 * @property {boolean} guessed unknown as typed
 * @property {Choice[]} choices the likeliest first
 */

/**
 * Read the tokens `found`; with `open` the last one may go on.
 * @returns {Asked[]}
 */
export function read(index, synonyms, found, open) {
  const asked = found.flatMap((token, place) => taken(index, synonyms, token, open && place === found.length - 1));
  asked.forEach((token, i) => {
    const sides = neighbours(index, asked, i);
    token.stop = STOP.has(token.exact) && asked.length > 1;
    // What reads as raw Telex but is no word is more likely mistyped than both.
    const { meant } = token;
    const both = meant && token.choices.some((choice) => choice.fold === meant.fold);
    const bases = both ? [token.fold, meant.fold] : [token.fold];
    if (token.last) complete(index, token, bases, sides[0]);
    if (token.choices.length || !synonyms.has(token.fold)) correct(index, token, bases, sides);
    token.choices.sort((a, b) => b.worth - a.worth);
  });
  return asked;
}

/** Return a token with what it is as typed, or as several where it is words run together or their initials. */
function taken(index, synonyms, token, last) {
  const choices = [];
  const begins = (fold) => last && completions(index, fold).length;
  if (index.has(token.fold)) choices.push({ fold: token.fold, exact: token.exact, worth: 1 });
  const meant = untyped(token.raw);
  if (meant && meant.fold !== choices[0]?.fold && (index.has(meant.fold) || begins(meant.fold))) {
    choices.push({ ...meant, worth: choices.length ? 0.8 : 0.95 });
  }
  const known = choices.length || synonyms.has(token.fold) || begins(token.fold);
  const pieces = known ? null : initials(index, token) || apart(index, token.fold);
  if (!pieces) return [{ ...token, choices, last, meant }];
  return pieces.map((fold) => ({ ...token, fold, exact: fold, choices: [{ fold, exact: fold, worth: 0.9 }] }));
}
