/**
 * What the dialog does. Arrow keys move between the field and the links; the count is announced. The open dialog is an
 * entry of the browser's history: Back closes it, and Back from a result brings it and its results back.
 */
import { load } from "./data.js";
import { Engine } from "./engine.js";
import { audience, choices, dialog, field, kind, list, none, offer, show, shut, status } from "./view.js";

const api = SITE.search;
const links = () => [...list.querySelectorAll("a")];

let engine = null;
let deep = null;
let turn = 0;
let leaving = false;

/** Return the engine once its first index is there. */
function ready() {
  engine ||= new Engine(load).start().then(
    (started) => {
      choices(started.index.head);
      return started;
    },
    (error) => {
      engine = null;
      throw error;
    },
  );
  return engine;
}

function take(word) {
  field.value = word;
  field.focus();
  search();
}

/** Show an answer, and what else may be searched for. */
function tell(query, { hits, total, weak, nearest: words }, examples) {
  show(hits);
  none.hidden = total > 0;
  const others = words.filter((word) => word !== query.toLowerCase());
  if (total || others.length) offer(total ? "Có phải bạn muốn tìm: " : "Từ gần nhất: ", others, take);
  else offer("Thử tìm: ", examples, take);
  if (!total) status.textContent = `Không tìm thấy “${query}”`;
  else if (weak) status.textContent = `Không mục nào có đủ các từ này; ${total} mục gần nhất`;
  else status.textContent = total > hits.length ? `Hiện ${hits.length} trong ${total} kết quả` : `${total} kết quả`;
}

/** Search for what the field holds; later keystrokes overtake earlier ones. */
async function search() {
  const mine = (turn += 1);
  const query = field.value.trim();
  const wanted = { audience: audience.value, kind: kind.value };
  try {
    const started = await ready();
    const { examples } = started.index.head;
    if (mine !== turn) return;
    if (!query) {
      show([]);
      none.hidden = true;
      status.textContent = "";
      offer("Thử tìm: ", examples, take);
      return;
    }
    // A space at the end says that the last word is whole.
    const answer = await started.search(field.value.trimStart(), wanted);
    if (mine !== turn) return;
    tell(query, answer, examples);
    if (started.index.full || !(await deepened(started, mine))) return;
    const deeper = await started.search(field.value.trimStart(), wanted);
    // Nothing may move under a reader who is already in the list.
    if (mine === turn && !list.contains(document.activeElement)) tell(query, deeper, examples);
  } catch {
    if (mine !== turn) return;
    none.hidden = false;
    status.textContent = "Không tải được dữ liệu tìm kiếm; hãy thử lại";
  }
}

/** Fetch the full texts; say whether they came, and tell the reader where they did not. */
async function deepened(started, mine) {
  try {
    await (deep ||= started.deepen());
    return true;
  } catch {
    deep = null;
    if (mine === turn) status.textContent += "; chưa tải được phần còn lại, mới tìm trong tên và câu trả lời ngắn";
    return false;
  }
}

dialog.addEventListener("keydown", (event) => {
  if (event.isComposing || event.target.tagName === "SELECT") return;
  const stops = [field, ...links()];
  const at = stops.indexOf(document.activeElement);
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  const inList = at > 0;
  let to = null;
  if (event.key === "ArrowDown") to = stops[Math.min(at + 1, stops.length - 1)];
  else if (event.key === "ArrowUp" && at > 0) to = stops[at - 1];
  else if (event.key === "Home" && inList) to = stops[1];
  else if (event.key === "End" && inList) to = stops[stops.length - 1];
  if (to) {
    event.preventDefault();
    to.focus();
    to.scrollIntoView({ block: "nearest" });
  } else if (event.key === "Enter" && at === 0) {
    event.preventDefault();
    links()[0]?.click();
  } else if (inList && plain && event.key.length === 1 && event.key !== " ") {
    // Typing on goes on in the field.
    field.focus();
  }
});
dialog.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (event.target === dialog) dialog.close();
  else if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    const kept = { query: field.value, audience: audience.value, kind: kind.value, at: links().indexOf(link) };
    history.replaceState({ ...history.state, search: kept }, "");
    // A place on this very page would stay hidden behind the dialog.
    leaving = link.pathname === location.pathname && Boolean(link.hash);
    if (leaving) dialog.close();
  }
});
dialog.addEventListener("close", () => {
  if (!leaving) {
    if (history.state?.search) history.back();
    // Reopened by Back, the dialog knows of no opener on this page.
    const opener = api.trigger?.isConnected ? api.trigger : document.querySelector("[data-search-open]");
    opener?.focus({ preventScroll: true });
  }
  leaving = false;
});
shut.addEventListener("click", () => dialog.close());
field.addEventListener("input", search);
audience.addEventListener("change", search);
kind.addEventListener("change", search);

addEventListener("popstate", () => {
  if (history.state?.search) api.open();
  else dialog.close();
});

api.open = async () => {
  if (dialog.open) return;
  if (!dialog.isConnected) document.body.append(dialog);
  dialog.showModal();
  field.focus();
  const kept = history.state?.search;
  if (kept?.query) {
    field.value = kept.query;
    await ready().catch(() => {});
    audience.value = kept.audience;
    kind.value = kept.kind;
  } else if (!kept) {
    history.pushState({ ...history.state, search: {} }, "");
  }
  field.select();
  await search();
  links()[kept?.at]?.focus();
};
api.open();
