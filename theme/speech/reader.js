/** Read aloud: the page's question and answer, piece by piece, with pause, go on and stop. */
import { pieces } from "./spoken.js";

/** Return an element's own words, without lists within, marks and explanations; an entry's number before them. */
function wordsOf(element) {
  const copy = element.cloneNode(true);
  for (const it of copy.querySelectorAll("ul, ol, .pilcrow, .tip")) it.remove();
  const { parentNode: list } = element;
  return (list.tagName === "OL" ? `${list.start + [...list.children].indexOf(element)}. ` : "") + copy.textContent;
}

/** Return what is read: heading, short answer, answer up to the next section. */
function collected() {
  const found = [document.querySelector("h1"), ...document.querySelectorAll(".answer-card p:not(.answer-card__label)")];
  let it = document.getElementById("tra-loi")?.nextElementSibling;
  for (; it && it.tagName !== "H2"; it = it.nextElementSibling) {
    if (/^[OU]L$/.test(it.tagName)) found.push(...it.querySelectorAll("li"));
    else if (/^(P|H[3-6])$/.test(it.tagName)) found.push(it);
  }
  return found.flatMap((element) => pieces(wordsOf(element)).map((text) => ({ element, text })));
}

function mark(element) {
  document.querySelector(".being-read")?.classList.remove("being-read");
  element?.classList.add("being-read");
}

function offer(start, synth) {
  const stop = document.querySelector("[data-speak-stop]");
  const status = document.querySelector(".tools__status");
  let [queue, at, state, turn] = [[], 0, "idle", 0];
  const voice = () => synth.getVoices().find((each) => /^vi\b/i.test(each.lang.replace("_", "-")));
  const shown = () => { start.hidden = !voice(); };
  const show = (next, said) => {
    state = next;
    start.textContent = { idle: "Đọc to", reading: "Tạm dừng đọc", paused: "Đọc tiếp" }[next];
    stop.hidden = next === "idle";
    status.textContent = said;
    if (next === "idle") mark(null);
  };
  const failed = "Máy không đọc được. Thử lại, hoặc kiểm tra giọng đọc tiếng Việt của máy.";
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
    piece.onerror = () => { if (mine === turn) show("idle", failed); };
    synth.speak(piece);
  };
  start.addEventListener("click", () => {
    hush();
    if (state === "reading") { show("paused", "Đã tạm dừng."); return; }
    if (state === "idle") [queue, at] = [collected(), 0];
    show("reading", "Đang đọc.");
    say();
  });
  stop.addEventListener("click", () => { hush(); show("idle", "Đã dừng đọc."); start.focus(); });
  addEventListener("pagehide", () => { hush(); show("idle", ""); });
  synth.addEventListener?.("voiceschanged", shown);
  shown();
}

const button = document.querySelector("[data-speak]");
if (button && window.speechSynthesis) offer(button, window.speechSynthesis);
