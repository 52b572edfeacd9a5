/**
 * The search as the reader sees it: one dialog, made on first use.
 *
 * A field, two filters, and a list of links. Links, not options: they open in a new tab, and every
 * screen reader knows them. Arrow keys move between the field and the links; the count is announced.
 */
import { Engine } from "./engine.js";

const api = window.__hoidap;
const scripts = new Map();
const taken = new Map();

api.add = (name, data) => taken.set(name, data);

/** Fetch a data file as a script: unlike fetch(), that works from a folder too. */
function load(name) {
  if (!scripts.has(name)) {
    scripts.set(
      name,
      new Promise((done, fail) => {
        const script = document.createElement("script");
        script.src = `${api.root}search/${name}.js`;
        script.onload = () => {
          script.remove();
          if (taken.has(name)) done(taken.get(name));
          else fail(new Error(name));
          taken.delete(name);
        };
        script.onerror = () => {
          script.remove();
          scripts.delete(name);
          fail(new Error(name));
        };
        document.head.append(script);
      }),
    );
  }
  return scripts.get(name);
}

/** Make an element. */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const pieces = (list) => list.map(([text, hit]) => (hit ? make("mark", {}, text) : text));

const field = make("input", {
  class: "search__field",
  type: "text",
  role: "searchbox",
  inputmode: "search",
  enterkeyhint: "go",
  autocomplete: "off",
  autocapitalize: "none",
  spellcheck: "false",
  maxlength: "150",
  "aria-label": "Từ cần tìm",
  "aria-describedby": "search-keys",
  placeholder: "Gõ có dấu hoặc không dấu",
});
const shut = make("button", { class: "search__close", type: "button" }, "Đóng");
const audience = make("select", {}, make("option", { value: "" }, "Mọi người"));
const kind = make("select", {}, make("option", { value: "" }, "Tất cả"));
const status = make("p", { class: "search__status", role: "status" });
const nearest = make("p", { class: "search__nearest", hidden: "" });
const list = make("ul", { class: "search__hits", "aria-label": "Kết quả tìm kiếm" });
const none = make("p", { class: "search__none", hidden: "" }, "Bạn có thể xem ", make("a", { href: `${api.root}hoi-dap/index.html` }, "tất cả câu hỏi"), " hoặc ", make("a", { href: `${api.root}chi-muc.html` }, "chỉ mục A–Z"), ".");
const dialog = make(
  "dialog",
  { class: "search", "aria-label": "Tìm kiếm" },
  make(
    "div",
    { class: "search__frame" },
    make("div", { class: "search__bar", role: "search" }, field, shut),
    make("div", { class: "search__filters" }, make("label", {}, "Dành cho ", audience), make("label", {}, "Loại ", kind)),
    status,
    make("div", { class: "search__body" }, nearest, list, none),
    make("p", { class: "search__keys", id: "search-keys" }, "Phím ↑ ↓ để chọn, Enter để mở, Esc để đóng"),
  ),
);

let engine = null;
let deep = null;
let turn = 0;
let leaving = false;

/** Return the engine once its first index is there. */
function ready() {
  engine ||= new Engine(load).start().then(
    (started) => {
      const { head } = started.index;
      if (audience.length === 1) audience.append(...head.audiences.map(([id, name]) => make("option", { value: id }, name)));
      if (kind.length === 1) kind.append(...head.kinds.filter((row) => row[4]).map(([key, name]) => make("option", { value: key }, name)));
      return started;
    },
    (error) => {
      engine = null;
      throw error;
    },
  );
  return engine;
}

/** Offer texts as buttons that search for them. */
function offer(label, words) {
  nearest.hidden = !words.length;
  nearest.replaceChildren(
    label,
    ...words.map((word) => {
      const button = make("button", { type: "button" }, word);
      button.onclick = () => {
        field.value = word;
        field.focus();
        search();
      };
      return button;
    }),
  );
}

function show(query, { hits, total, weak, nearest: words }, examples) {
  list.replaceChildren(
    ...hits.map((hit) =>
      make(
        "li",
        {},
        make(
          "a",
          { href: api.root + hit.url },
          make("span", { class: "search__kind" }, hit.label),
          make("span", { class: "search__title" }, ...pieces(hit.title)),
          ...(hit.text.length ? [make("span", { class: "search__text" }, ...pieces(hit.text))] : []),
        ),
      ),
    ),
  );
  none.hidden = total > 0;
  const others = words.filter((word) => word !== query.toLowerCase());
  if (total || others.length) offer(total ? "Có phải bạn muốn tìm: " : "Từ gần nhất: ", others);
  else offer("Thử tìm: ", examples);
  const count = total > hits.length ? `Hiện ${hits.length} trong ${total} kết quả` : `${total} kết quả`;
  status.textContent = !total ? `Không tìm thấy “${query}”` : weak ? `Không mục nào có đủ các từ này; ${total} mục gần nhất` : count;
}

/** Search for what the field holds; later keystrokes overtake earlier ones. */
async function search() {
  const mine = (turn += 1);
  const query = field.value.trim();
  const wanted = { audience: audience.value, kind: kind.value };
  try {
    const started = await ready();
    if (mine !== turn) return;
    if (!query) {
      list.replaceChildren();
      none.hidden = true;
      status.textContent = "";
      offer("Thử tìm: ", started.index.head.examples);
      return;
    }
    // A space at the end says that the last word is whole.
    const answer = await started.search(field.value.trimStart(), wanted);
    if (mine !== turn) return;
    show(query, answer, started.index.head.examples);
    if (started.index.full) return;
    try {
      await (deep ||= started.deepen());
    } catch {
      deep = null;
      if (mine === turn) status.textContent += "; chưa tải được phần còn lại, mới tìm trong tên và câu trả lời ngắn";
      return;
    }
    const deeper = await started.search(field.value.trimStart(), wanted);
    // Nothing may move under a reader who is already in the list.
    if (mine === turn && !list.contains(document.activeElement)) show(query, deeper, started.index.head.examples);
  } catch {
    if (mine !== turn) return;
    none.hidden = false;
    status.textContent = "Không tải được dữ liệu tìm kiếm; hãy thử lại";
  }
}

const links = () => [...list.querySelectorAll("a")];

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
    const search = { query: field.value, audience: audience.value, kind: kind.value, at: links().indexOf(link) };
    history.replaceState({ ...history.state, search }, "");
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

// The open dialog is an entry of the browser's history: Back closes it, and Back from a result brings it and its results back.
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
