/** Words compared: how far apart two are, what their case says, which are words of questions. */
import { keys } from "./fold.js";

// Syllables of questions rather than of subjects; they still count, but little.
const QUESTIONS = [
  "là gì thế nào ra sao như có được không và của các những cho về thì mà ở tôi bao nhiêu bị với ai hay đã sẽ đang này",
  "để em mình vì nên cần phải làm lại chưa rồi mấy muốn khi nếu cũng còn nữa vậy đó trong từ theo đến mà ạ nhỉ hả thôi",
  "cái đc dc ko k j gj ntn vs",
];
export const STOP = new Set(QUESTIONS.join(" ").split(" ").map((word) => keys(word).exact));
export const STOP_FOLDED = new Set([...STOP].map((word) => keys(word).fold));

export const exactOf = (written) => keys(written).exact;
export const isCapital = (written) => written !== written.toLowerCase() && written === written.toUpperCase();
export const isMarked = (exact) => /[^\x00-\x7f]/.test(exact);
export const isNumber = (fold) => /^\d/.test(fold);

/** Return the Damerau–Levenshtein distance of two words, or 3 when it is above 2. */
export function distance(a, b) {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let before = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      row[j] = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > 2) return 3;
    before = above;
    above = row;
  }
  return Math.min(3, above[b.length]);
}
