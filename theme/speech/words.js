/**
 * Abbreviations in words: those of everyday texts, to which the build adds the site's own as `SPOKEN`, and those in the
 * numbers of documents.
 */

export const WORDS = {
  GDP: "tổng sản phẩm trong nước",
  AI: "trí tuệ nhân tạo",
  FDI: "đầu tư trực tiếp nước ngoài",
  ICT: "công nghệ thông tin và truyền thông",
  IoT: "Internet vạn vật",
  API: "giao diện lập trình ứng dụng",
  HDI: "chỉ số phát triển con người",
  ASEAN: "A-xê-an",
  EU: "Liên minh châu Âu",
  STEAM: "xtim",
  STEM: "xtem",
  USD: "đô la Mỹ",
  "5G": "năm gờ",
  "6G": "sáu gờ",
  "4G": "bốn gờ",
  VNeID: "vê en e i đi",
  "GS.TS": "Giáo sư, Tiến sĩ",
  "PGS.TS": "Phó giáo sư, Tiến sĩ",
  GS: "Giáo sư",
  TS: "Tiến sĩ",
  TP: "thành phố",
  UBND: "ủy ban nhân dân",
  ...(typeof SPOKEN === "undefined" ? {} : SPOKEN),
};
export const OFFICE = {
  NQ: "nghị quyết",
  TW: "trung ương",
  KL: "kết luận",
  "NĐ": "nghị định",
  "QĐ": "quyết định",
  CT: "chỉ thị",
  TB: "thông báo",
  TT: "thông tư",
  KH: "kế hoạch",
  HD: "hướng dẫn",
  CP: "Chính phủ",
  TTg: "Thủ tướng",
  VPCP: "Văn phòng Chính phủ",
  QH: "Quốc hội",
  UBND: "ủy ban nhân dân",
  "BCĐTW": "Ban Chỉ đạo trung ương",
  "BCĐ": "Ban Chỉ đạo",
  L: "luật",
  CTr: "chương trình",
  VBHN: "văn bản hợp nhất",
};

const LETTER = {
  ...{ A: "a", B: "bê", C: "xê", D: "dê", "Đ": "đê", E: "e", F: "ép", G: "giê", H: "hát", I: "i", J: "gi", K: "ca" },
  ...{ L: "lờ", M: "mờ", N: "nờ", O: "o", P: "pê", Q: "quy", R: "rờ", S: "sờ", T: "tê", U: "u", V: "vê", W: "vê kép" },
  ...{ X: "ích", Y: "i dài", Z: "dét" },
};

export const spell = (text) => [...text].map((letter) => LETTER[letter] || letter).join(" ");
