/**
 * The search as the reader sees it: one dialog, made on first use. A field, two filters, and a list of links.
 * Links, not options: they open in a new tab, and every screen reader knows them.
 */

/** Make an element. */
export function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export const field = make("input", {
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
export const shut = make("button", { class: "search__close", type: "button" }, "Đóng");
export const audience = make("select", {}, make("option", { value: "" }, "Mọi người"));
export const kind = make("select", {}, make("option", { value: "" }, "Tất cả"));
export const status = make("p", { class: "search__status", role: "status" });
export const list = make("ul", { class: "search__hits", "aria-label": "Kết quả tìm kiếm" });

const offers = make("p", { class: "search__nearest", hidden: "" });
const elsewhere = [["items", "tất cả câu hỏi"], ["index", "chỉ mục A–Z"]]
  .filter(([name]) => SITE.pages[name])
  .map(([name, words]) => make("a", { href: SITE.root + SITE.pages[name] }, words))
  .flatMap((link, i) => [i ? " hoặc " : "Bạn có thể xem ", link]);
export const none = make("p", { class: "search__none", hidden: "" }, ...elsewhere, elsewhere.length ? "." : "");

const labelled = (words, control) => make("label", {}, words, control);
const filters = make("div", { class: "search__filters" });
filters.append(labelled("Dành cho ", audience), labelled("Loại ", kind));

export const dialog = make(
  "dialog",
  { class: "search", "aria-label": "Tìm kiếm" },
  make(
    "div",
    { class: "search__frame" },
    make("div", { class: "search__bar", role: "search" }, field, shut),
    filters,
    status,
    make("div", { class: "search__body" }, offers, list, none),
    make("p", { class: "search__keys", id: "search-keys" }, "Phím ↑ ↓ để chọn, Enter để mở, Esc để đóng"),
  ),
);

/** Fill the filters with what the site has: a filter without a choice is not shown. */
export function choices(head) {
  const options = (rows) => rows.map(([value, words]) => make("option", { value }, words));
  if (audience.length === 1) audience.append(...options(head.audiences));
  if (kind.length === 1) kind.append(...options(head.kinds.filter((row) => row[4])));
  for (const select of [audience, kind]) select.parentNode.hidden = select.length < 2;
}

/** Offer texts as buttons that are told to `act` when chosen. */
export function offer(label, words, act) {
  offers.hidden = !words.length;
  offers.replaceChildren(
    label,
    ...words.map((word) => {
      const button = make("button", { type: "button" }, word);
      button.onclick = () => act(word);
      return button;
    }),
  );
}

const spans = (pieces) => pieces.map(([text, hit]) => (hit ? make("mark", {}, text) : text));

/** Show hits as a list of links. */
export function show(hits) {
  list.replaceChildren(
    ...hits.map(({ url, label, title, text }) => {
      const link = make("a", { href: SITE.root + url }, make("span", { class: "search__kind" }, label));
      link.append(make("span", { class: "search__title" }, ...spans(title)));
      if (text.length) link.append(make("span", { class: "search__text" }, ...spans(text)));
      return make("li", {}, link);
    }),
  );
}
