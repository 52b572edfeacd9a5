// Read aloud; loaded by read-aloud.js where the device has a Vietnamese voice. `spoken` turns what stands on the page into
// what a person would say: numbers, dates, document numbers and abbreviations as words (tests/test_speech.py runs it under
// Node). Its look-behind patterns are more than the oldest phones read, which is why this is a file of its own.
{
  const DIGIT = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
  const SCALE = ["", " nghìn", " triệu", " tỷ"];
  const digits = (text) => [...text].map((d) => DIGIT[d]).join(" ");
  const hundreds = (n, full) => {
    const [h, t, u] = [Math.floor(n / 100), Math.floor(n / 10) % 10, n % 10];
    const out = h || full ? [DIGIT[h], "trăm"] : [];
    if (t) out.push(...(t === 1 ? ["mười"] : [DIGIT[t], "mươi"]));
    else if (u && out.length) out.push("linh");
    if (u) out.push(t > 1 && u === 1 ? "mốt" : t > 1 && u === 4 ? "tư" : t && u === 5 ? "lăm" : DIGIT[u]);
    return out.join(" ");
  };
  const whole = (text) => {
    if (text === "0") return "không";
    if (text[0] === "0" || text.length > 12) return digits(text);
    const groups = text.replace(/\B(?=(\d{3})+$)/g, ".").split(".");
    return groups.map((g, i) => (+g ? hundreds(+g, i > 0) + SCALE[groups.length - 1 - i] : "")).filter(Boolean).join(" ");
  };
  const number = (text) => {
    const [before, after] = text.replace(/\.(?=\d{3}(?!\d))/g, "").split(",");
    return whole(before) + (after ? ` phẩy ${after[0] === "0" ? digits(after) : whole(after)}` : "");
  };
  const roman = (text) => [...text].reduce((sum, c, i) => {
    const value = (x) => ({ I: 1, V: 5, X: 10 })[x] || 0;
    return sum + (value(c) < value(text[i + 1]) ? -value(c) : value(c));
  }, 0);
  const day = (d, m) => `${+d <= 10 ? "mùng " : ""}${whole(`${+d}`)} tháng ${+m === 4 ? "tư" : whole(`${+m}`)}`;

  const WORDS = {
    "R&D": "nghiên cứu và phát triển", GDP: "tổng sản phẩm trong nước", AI: "trí tuệ nhân tạo", TFP: "năng suất nhân tố tổng hợp",
    FDI: "đầu tư trực tiếp nước ngoài", ICT: "công nghệ thông tin và truyền thông", IoT: "Internet vạn vật", API: "giao diện lập trình ứng dụng",
    GII: "chỉ số đổi mới sáng tạo toàn cầu", HDI: "chỉ số phát triển con người", ASEAN: "A-xê-an", EU: "Liên minh châu Âu", STEAM: "xtim", STEM: "xtem",
    USD: "đô la Mỹ", "5G": "năm gờ", "6G": "sáu gờ", "4G": "bốn gờ", VNeID: "vê en e i đi", "GS.TS": "Giáo sư, Tiến sĩ", "PGS.TS": "Phó giáo sư, Tiến sĩ",
    GS: "Giáo sư", TS: "Tiến sĩ", "TP": "thành phố", KHCN: "khoa học công nghệ", "ĐMST": "đổi mới sáng tạo", "CĐS": "chuyển đổi số", UBND: "ủy ban nhân dân",
  };
  const OFFICE = {
    NQ: "nghị quyết", TW: "trung ương", KL: "kết luận", "NĐ": "nghị định", "QĐ": "quyết định", CT: "chỉ thị", TB: "thông báo", TT: "thông tư", KH: "kế hoạch",
    HD: "hướng dẫn", CP: "Chính phủ", TTg: "Thủ tướng", VPCP: "Văn phòng Chính phủ", QH: "Quốc hội", UBND: "ủy ban nhân dân", "BCĐTW": "Ban Chỉ đạo trung ương",
    "BCĐ": "Ban Chỉ đạo", BKHCN: "Bộ Khoa học và Công nghệ", L: "luật", CTr: "chương trình", VBHN: "văn bản hợp nhất",
  };
  const LETTER = { A: "a", B: "bê", C: "xê", D: "dê", "Đ": "đê", E: "e", F: "ép", G: "giê", H: "hát", I: "i", J: "gi", K: "ca", L: "lờ", M: "mờ", N: "nờ", O: "o", P: "pê", Q: "quy", R: "rờ", S: "sờ", T: "tê", U: "u", V: "vê", W: "vê kép", X: "ích", Y: "i dài", Z: "dét" };
  const spell = (text) => [...text].map((c) => LETTER[c] || c).join(" ");
  const quoted = (text) => text.replaceAll(".", "\\.");
  const apart = (pattern) => new RegExp(`(?<![\\p{L}\\d])${pattern}(?![\\p{L}\\d])`, "gu");
  const office = (code) => code.split(/[-/]/).map((part) => {
    const [, name, term] = /^(\D+)(\d*)$/.exec(part);
    return (OFFICE[name] || spell(name)) + (term ? ` khóa ${whole(term)}` : "");
  });
  // “Nghị quyết số 20-NQ/TW” names its kind already.
  const unsaid = ([kind, ...rest], before) => new RegExp(`(?<!\\p{L})${kind}(?: số)? $`, "iu").test(before) ? rest : [kind, ...rest];

  const spoken = (text) => {
    let out = text.normalize("NFC").replace(/[\u00a0\u202f\s]+/g, " ");
    for (const [short, long] of Object.entries(WORDS)) { // said once, not twice: “nghiên cứu và phát triển (R&D)”
      out = out.replace(new RegExp(`(${quoted(long)}) \\(${quoted(short)}\\)`, "giu"), "$1")
        .replace(new RegExp(`(?<![\\p{L}\\d])${quoted(short)} \\((${quoted(long)})\\)`, "giu"), "$1");
    }
    return out
      .replace(/(?<=GS|TS)\.(?= \p{Lu})/gu, "")
      .replace(/(?<![\p{L}\d/])(\d+)([a-z]?)(?:\/(\d{4}))?[-/](\p{Lu}[\p{Lu}Tgr]*\d*(?:[-/]\p{Lu}[\p{Lu}Tgr]*\d*)*)(?![\p{L}\d])/gu,
        (_, no, letter, year, code, at, all) => [whole(no) + (letter && ` ${letter}`), ...(year ? [`năm ${whole(year)}`] : []), ...unsaid(office(code), all.slice(0, at))].join(", "))
      .replace(/(ngày )?(?<![\d/])(\d{1,2})\/(\d{1,2})\/(\d{4})(?!\d)/gi, (_, lead, d, m, y) => `${lead || "ngày "}${day(d, m)} năm ${whole(y)}`)
      .replace(/(ngày )(\d{1,2})\/(\d{1,2})(?![\d/])/gi, (_, lead, d, m) => `${lead}${day(d, m)}`)
      .replace(/(tháng )?(?<![\d/.,])(0?[1-9]|1[0-2])\/((?:19|20)\d\d)(?!\d)/gi, (_, lead, m, y) => `${lead || "tháng "}${+m === 4 ? "tư" : whole(`${+m}`)} năm ${whole(y)}`)
      .replace(/(?<=[\dIVX])\/((?:19|20)\d\d)(?!\d)/g, (_, y) => ` năm ${whole(y)}`)
      .replace(apart("(X{0,3}(?:IX|IV|V?I{0,3}))(?<=[IVX])((?:\\.\\d+)*)"), (_, r, rest) => whole(`${roman(r)}`) + rest.replace(/\.(\d+)/g, (_all, n) => ` chấm ${whole(n)}`))
      .replace(apart(`(${Object.keys(WORDS).sort((a, b) => b.length - a.length).map(quoted).join("|")})`), (_, short) => WORDS[short])
      .replace(/(?<=\d%?) ?[–-] ?(?=\d)/g, " đến ")
      .replace(/(?<=\d)\/(?=\d)/g, " trên ")
      .replace(/\/(?=năm|tháng|quý|người|ngày|giờ)/g, " mỗi ")
      .replace(/(?<![\d.,])\d{1,3}(?:\.\d{3})+(?:,\d+)?(?![.,]?\d)|\d+(?:,\d+)?/g, number)
      .replace(/(?<=\p{L})\.(?=không|một|hai|ba|bốn|năm|sáu|bảy|tám|chín)/gu, " chấm ")
      .replace(/%/g, " phần trăm").replace(/ ?& ?/g, " và ")
      .replace(apart("([A-ZĐ]{2,5})"), (_, caps) => spell(caps))
      // One word in two parts, said in one breath; any other dash is a pause.
      .replace(/(?<=(?<!\p{L})(?:hỏi|kinh tế|chính trị|địa|á|khoa học)) [–-] (?=(?:đáp|xã hội|chính trị|thái bình dương|công nghệ)(?!\p{L}))/giu, " ")
      .replace(/ [–-] |(?<=\p{L})\/(?=\p{L})/gu, ", ")
      .replace(/[“”"]/g, "").replace(/ +/g, " ").trim();
  };
  // Short pieces: some voices fall silent in long ones.
  const pieces = (text) => spoken(text).match(/[^.!?;]+[.!?;]*/g)?.flatMap((s) => s.match(/.{1,180}(?:[,:] |$)|.{1,180}(?: |$)/g) || []).map((s) => s.trim()).filter(Boolean) || [];

  if (typeof document === "undefined") module.exports = { spoken, pieces };
  else {
    const start = document.querySelector("[data-speak]");
    const synth = window.speechSynthesis;
    if (start && synth) {
      const stop = document.querySelector("[data-speak-stop]");
      const status = document.querySelector(".tools__status");
      let queue = [], at = 0, state = "idle", turn = 0;
      const voice = () => synth.getVoices().find((v) => /^vi\b/i.test(v.lang.replace("_", "-")));
      const offer = () => { start.hidden = !voice(); };
      const words = (element) => {
        const copy = element.cloneNode(true);
        for (const it of copy.querySelectorAll("ul, ol, .pilcrow, .tip")) it.remove();
        const { parentNode: list } = element;
        return (list.tagName === "OL" ? `${[...list.children].indexOf(element) + 1}. ` : "") + copy.textContent;
      };
      const collect = () => {
        const found = [document.querySelector("h1"), ...document.querySelectorAll(".answer-card p:not(.answer-card__label)")];
        for (let it = document.getElementById("tra-loi")?.nextElementSibling; it && it.tagName !== "H2"; it = it.nextElementSibling) {
          found.push(...(/^[OU]L$/.test(it.tagName) ? it.querySelectorAll("li") : /^(P|H3)$/.test(it.tagName) ? [it] : []));
        }
        return found.flatMap((element) => pieces(words(element)).map((text) => ({ element, text })));
      };
      const mark = (element) => {
        document.querySelector(".being-read")?.classList.remove("being-read");
        element?.classList.add("being-read");
      };
      const show = (next, said) => {
        state = next;
        start.textContent = { idle: "Đọc to", reading: "Tạm dừng đọc", paused: "Đọc tiếp" }[next];
        stop.hidden = next === "idle";
        status.textContent = said;
        if (next === "idle") mark(null);
      };
      // Pausing cancels and remembers the piece: the browser's own pause does not work on every phone.
      const hush = () => { turn += 1; synth.cancel(); };
      const say = () => {
        if (at >= queue.length) { show("idle", "Đã đọc xong."); return; }
        const mine = turn;
        const piece = new SpeechSynthesisUtterance(queue[at].text);
        piece.voice = voice() || null;
        piece.lang = "vi-VN";
        mark(queue[at].element);
        piece.onend = () => { if (mine === turn) { at += 1; say(); } };
        piece.onerror = () => { if (mine === turn) show("idle", "Máy không đọc được. Thử lại, hoặc kiểm tra giọng đọc tiếng Việt của máy."); };
        synth.speak(piece);
      };
      start.addEventListener("click", () => {
        hush();
        if (state === "reading") { show("paused", "Đã tạm dừng."); return; }
        if (state === "idle") { queue = collect(); at = 0; }
        show("reading", "Đang đọc.");
        say();
      });
      stop.addEventListener("click", () => { hush(); show("idle", "Đã dừng đọc."); start.focus(); });
      addEventListener("pagehide", () => { hush(); show("idle", ""); });
      synth.addEventListener?.("voiceschanged", offer);
      offer();
    }
  }
}
