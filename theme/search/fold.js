/**
 * How Vietnamese is compared: tokens, exact keys, folded keys.
 *
 * Two spellings of a syllable that differ only in where the tone mark stands (hoá, hóa), in Unicode
 * form (NFC, NFD) or in a final i/y (kỹ, kĩ) have the same exact key. Syllables that differ only in
 * marks have the same folded key. `microsite/outputs/search` holds the same rules in Python for the
 * sharded index; a test compares the two on the whole content.
 */

const TONE = /[\u0300\u0301\u0303\u0309\u0323]/g;
const MARK = /[\u0300-\u036f]/g;
const MARK_ONE = /[\u0300-\u036f]/;
// A syllable that ends in its only vowel may be written with i or y: kỹ, lý, quý, y.
const FINAL_Y = /^(qu|[b-df-hj-np-tv-xđ]*)y$/;
const TOKEN = /\d+(?:[.,]\d+)+(?![\p{L}\p{N}])|\p{L}+(?:&\p{L}+)+|[\p{L}\p{N}]+|%/gu;

/** @type {Map<string, {exact: string, fold: string, form: string}>} */
const cache = new Map();

/**
 * @typedef {Object} Token
 * @property {string} raw the characters as they stand in the text (NFC)
 * @property {string} exact the key that keeps vowel quality and tone
 * @property {string} fold the key without any mark
 * @property {string} form how the word is indexed: lower case, but AI is kept apart from ai (who)
 * @property {number} start offset in the text
 * @property {number} end offset after the last character
 */

/**
 * Return the keys of one word.
 * @param {string} raw any case, any Unicode form
 */
export function keys(raw) {
  let found = cache.get(raw);
  if (!found) {
    const low = raw.toLowerCase();
    let plain = low.replace(/&/g, "");
    if (/^\d/.test(plain)) {
      plain = /^\d{1,3}([.,]\d{3})+$/.test(plain) ? plain.replace(/[.,]/g, "") : plain.replace(/\./g, ",");
      plain = plain.replace(/^0+(?=\d)/, "");
    }
    const split = plain.normalize("NFD");
    const tone = (split.match(TONE) || []).join("");
    const bare = split.replace(TONE, "").normalize("NFC").replace(FINAL_Y, "$1i");
    found = {
      exact: bare + tone,
      fold: bare.normalize("NFD").replace(MARK, "").replace(/đ/g, "d"),
      form: raw.length > 1 && raw === raw.toUpperCase() && raw !== low ? raw : low,
    };
    cache.set(raw, found);
  }
  return found;
}

/**
 * Cut a text into tokens. `phần trăm` counts as `%`, so that both ways of writing a share meet.
 * @param {string} text NFC
 * @returns {Token[]}
 */
export function tokens(text) {
  /** @type {Token[]} */
  const out = [];
  for (const found of text.matchAll(TOKEN)) {
    const raw = found[0];
    const start = found.index;
    const { exact, fold, form } = keys(raw);
    const last = out[out.length - 1];
    if (fold === "tram" && last && last.fold === "phan") {
      const whole = text.slice(last.start, start + raw.length);
      const end = start + raw.length;
      out[out.length - 1] = { raw: whole, exact: "%", fold: "%", form: "%", start: last.start, end };
    } else {
      out.push({ raw, exact, fold, form, start, end: start + raw.length });
    }
  }
  return out;
}

/**
 * Say how well a typed syllable fits a written one of the same letters. The bar of đ is not looked at
 * unless all else is the same: d and đ share a key, and many a reader types one for the other.
 * @param {string} typed exact key
 * @param {string} written exact key
 * @returns {0 | 1 | 2 | 3} 3 the same, 2 marks left out wholly or only the bar of đ other, 1 left out in part,
 * 0 other marks
 */
export function fit(typed, written) {
  if (typed === written) return 3;
  const [a, b] = [typed, written].map((word) => word.replace(/đ/g, "d").normalize("NFD"));
  if (a === b) return 2;
  let i = 0;
  for (const char of b) {
    if (a[i] === char) i += 1;
    else if (!MARK_ONE.test(char)) return 0;
  }
  return i < a.length ? 0 : /[^\x00-\x7f]/.test(typed) ? 1 : 2;
}
