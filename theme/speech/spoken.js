/**
 * What stands on the page as a person would say it: numbers, dates, document numbers and abbreviations as words. The
 * look-behind patterns are more than the oldest phones read, which is why reading aloud is a file of its own.
 */
import { count, day, month, number, roman, whole } from "./numbers.js";
import { OFFICE, spell, WORDS } from "./words.js";

const quoted = (text) => text.replaceAll(".", "\\.");
const apart = (pattern) => new RegExp(`(?<![\\p{L}\\d])${pattern}(?![\\p{L}\\d])`, "gu");
const longest = Object.keys(WORDS).sort((a, b) => b.length - a.length);
const year = (y) => `năm ${whole(y)}`;

/** What an abbreviation stands for, said once: “nghiên cứu và phát triển (R&D)”, “R&D (nghiên cứu và phát triển)”. */
const ONCE = Object.entries(WORDS).flatMap(([short, long]) => [
  [new RegExp(`(${quoted(long)}) \\(${quoted(short)}\\)`, "giu"), "$1"],
  [new RegExp(`(?<![\\p{L}\\d])${quoted(short)} \\((${quoted(long)})\\)`, "giu"), "$1"],
]);

const office = (code) => code.split(/[-/]/).map((part) => {
  const [, name, term] = /^(\D+)(\d*)$/.exec(part);
  return (OFFICE[name] || spell(name)) + (term ? ` khóa ${whole(term)}` : "");
});
/** Leave out the kind where it is said already: “Quyết định số 1/QĐ-TTg”. */
const unsaid = ([kind, ...rest], before) =>
  (new RegExp(`(?<!\\p{L})${kind}(?: số)? $`, "iu").test(before) ? rest : [kind, ...rest]);

const CODE = "\\p{Lu}[\\p{Lu}Tgr]*\\d*";
const DOCUMENT = new RegExp(
  `(?<![\\p{L}\\d/])(\\d+)([a-z]?)(?:\\/(\\d{4}))?[-/](${CODE}(?:[-/]${CODE})*)(?![\\p{L}\\d])`,
  "gu",
);
const documentNumber = (_, no, letter, y, code, at, all) =>
  [whole(no) + (letter && ` ${letter}`), ...(y ? [year(y)] : []), ...unsaid(office(code), all.slice(0, at))].join(", ");
const place = (_, r, rest) => count(roman(r)) + rest.replace(/\.(\d+)/g, (_all, n) => ` chấm ${whole(n)}`);

const ONE_WORD = [
  "(?<=(?<!\\p{L})(?:hỏi|kinh tế|chính trị|địa|á))",
  " [–-] ",
  "(?=(?:đáp|xã hội|chính trị|thái bình dương)(?!\\p{L}))",
];

/** Pattern and what is said in its place, in order. */
const RULES = [
  [/(?<=GS|TS)\.(?= \p{Lu})/gu, ""],
  [DOCUMENT, documentNumber],
  [/(ngày )?(?<![\d/])(\d{1,2})\/(\d{1,2})\/(\d{4})(?!\d)/gi, (_, lead, d, m, y) =>
    `${lead || "ngày "}${day(d, m)} ${year(y)}`],
  [/(ngày )(\d{1,2})\/(\d{1,2})(?![\d/])/gi, (_, lead, d, m) => lead + day(d, m)],
  [/(tháng )?(?<![\d/.,])(0?[1-9]|1[0-2])\/((?:19|20)\d\d)(?!\d)/gi, (_, lead, m, y) =>
    `${lead || "tháng "}${month(m)} ${year(y)}`],
  [/(?<=[\dIVX])\/((?:19|20)\d\d)(?!\d)/g, (_, y) => ` ${year(y)}`],
  [apart("(X{0,3}(?:IX|IV|V?I{0,3}))(?<=[IVX])((?:\\.\\d+)*)"), place],
  [apart(`(${longest.map(quoted).join("|")})`), (_, short) => WORDS[short]],
  [/(?<=\d%?) ?[–-] ?(?=\d)/g, " đến "],
  [/(?<=\d)\/(?=\d)/g, " trên "],
  [/\/(?=năm|tháng|quý|người|ngày|giờ)/g, " mỗi "],
  [/(?<![\d.,])\d{1,3}(?:\.\d{3})+(?:,\d+)?(?![.,]?\d)|\d+(?:,\d+)?/g, (all) => number(all)],
  [/(?<=\p{L})\.(?=không|một|hai|ba|bốn|năm|sáu|bảy|tám|chín)/gu, " chấm "],
  [/%/g, " phần trăm"],
  [/ ?& ?/g, " và "],
  [apart("([A-ZĐ]{2,5})"), (_, caps) => spell(caps)],
  // One word in two parts, said in one breath; any other dash is a pause.
  [new RegExp(ONE_WORD.join(""), "giu"), " "],
  [/ [–-] |(?<=\p{L})\/(?=\p{L})/gu, ", "],
  [/[“”"]/g, ""],
  [/ +/g, " "],
];

export function spoken(text) {
  let out = text.normalize("NFC").replace(/[\u00a0\u202f\s]+/g, " ");
  for (const [pattern, words] of [...ONCE, ...RULES]) out = out.replace(pattern, words);
  return out.trim();
}

/** Short pieces: some voices fall silent in long ones. */
export function pieces(text) {
  const sentences = spoken(text).match(/[^.!?;]+[.!?;]*/g) || [];
  const cut = sentences.flatMap((one) => one.match(/.{1,180}(?:[,:] |$)|.{1,180}(?: |$)/g) || []);
  return cut.map((piece) => piece.trim()).filter(Boolean);
}
