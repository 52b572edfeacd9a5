/**
 * Typing left raw: `quyeets`, `ddoori` (Telex) and `quye61t`, `d9o6i3` (VNI) as the syllables meant.
 *
 * A reader whose input method was off should still find things. The conversion only proposes; the
 * engine takes it up when the result is a syllable of the site.
 */

const [ACUTE, GRAVE, ABOVE, TILDE, BELOW] = ["\u0301", "\u0300", "\u0309", "\u0303", "\u0323"];
const TONES = {
  ...{ s: ACUTE, f: GRAVE, r: ABOVE, x: TILDE, j: BELOW },
  ...{ 1: ACUTE, 2: GRAVE, 3: ABOVE, 4: TILDE, 5: BELOW },
};
const VOWEL = /[aăâeêioôơuưy]/;

/** Put a horn or breve on the vowel that takes it: uo → ươ, ua → ưa, else the last of u, o, a. */
function hook(word, breve, horn) {
  if (horn && /u[oô]/.test(word)) return word.replace(/u[oô]/, "ươ");
  if (horn && /ưo/.test(word)) return word.replace("ưo", "ươ");
  if (horn && /[^q]ua$/.test(word)) return word.replace(/ua$/, "ưa");
  for (let i = word.length - 1; i >= 0; i -= 1) {
    const to = (horn && { u: "ư", o: "ơ" }[word[i]]) || (breve && word[i] === "a" && "ă");
    if (to) return word.slice(0, i) + to + word.slice(i + 1);
  }
  return null;
}

/** Put a circumflex on the last of `letters` in the word. */
function hat(word, letters) {
  for (let i = word.length - 1; i >= 0; i -= 1) {
    const to = letters.includes(word[i]) && { a: "â", e: "ê", o: "ô" }[word[i]];
    if (to) return word.slice(0, i) + to + word.slice(i + 1);
  }
  return null;
}

/**
 * Return the syllable that the keystrokes would have made, tone mark last, or null if they make none.
 * @param {string} raw one word as typed
 * @param {boolean} vni VNI digits instead of Telex letters
 */
export function typed(raw, vni) {
  let word = "";
  let tone = "";
  let changed = false;
  for (const char of raw.toLowerCase()) {
    let next = null;
    if (vni ? char === "9" : char === "d") next = word[0] === "d" ? "đ" + word.slice(1) : null;
    else if (vni ? char === "6" : "aeo".includes(char)) next = hat(word, vni ? "aeo" : char);
    else if (vni ? char === "7" || char === "8" : char === "w") {
      next = hook(word, char !== "7", char !== "8") || (vni ? null : word + "ư");
    } else if (TONES[char] && /\d/.test(char) === vni && VOWEL.test(word)) {
      tone = TONES[char];
      next = word;
    }
    changed = changed || next !== null;
    word = next === null ? word + char : next;
  }
  return changed ? word + tone : null;
}
