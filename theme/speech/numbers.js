/** Vietnamese numbers in words. */

const DIGIT = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
const SCALE = ["", " nghìn", " triệu", " tỷ"];

const digits = (text) => [...text].map((d) => DIGIT[d]).join(" ");

/** A number below a thousand; `full` after a larger part: “không trăm linh hai”. */
function hundreds(n, full) {
  const [h, t, u] = [Math.floor(n / 100), Math.floor(n / 10) % 10, n % 10];
  const out = h || full ? [DIGIT[h], "trăm"] : [];
  if (t) out.push(...(t === 1 ? ["mười"] : [DIGIT[t], "mươi"]));
  else if (u && out.length) out.push("linh");
  if (!u) return out.join(" ");
  if (t > 1 && u === 1) out.push("mốt");
  else if (t > 1 && u === 4) out.push("tư");
  else out.push(t && u === 5 ? "lăm" : DIGIT[u]);
  return out.join(" ");
}

/** A whole number written in digits; what begins with 0 or is very long is read digit by digit. */
export function whole(text) {
  if (text === "0") return DIGIT[0];
  if (text[0] === "0" || text.length > 12) return digits(text);
  const groups = text.replace(/\B(?=(\d{3})+$)/g, ".").split(".");
  const said = groups.map((group, i) => (+group ? hundreds(+group, i > 0) + SCALE[groups.length - 1 - i] : ""));
  return said.filter(Boolean).join(" ");
}

/** A number as it is written: `1.234,5`. */
export function number(text) {
  const [before, after] = text.replace(/\.(?=\d{3}(?!\d))/g, "").split(",");
  return whole(before) + (after ? ` phẩy ${after[0] === "0" ? digits(after) : whole(after)}` : "");
}

export const count = (n) => whole(String(n));
export const month = (m) => (+m === 4 ? "tư" : count(+m));
export const day = (d, m) => `${+d <= 10 ? "mùng " : ""}${count(+d)} tháng ${month(m)}`;

const ROMAN = { I: 1, V: 5, X: 10 };

export const roman = (text) => [...text].reduce((sum, letter, i) => {
  const [value, next] = [ROMAN[letter] || 0, ROMAN[text[i + 1]] || 0];
  return sum + (value < next ? -value : value);
}, 0);
