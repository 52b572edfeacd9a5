// Opens the search; fetched on use.
(() => {
  const root = document.documentElement.dataset.root ?? document.currentScript?.dataset.root ?? "";
  const api = (window.__hoidap = { root: root && root.replace(/\/?$/, "/") });
  const open = (e, from) => {
    e?.preventDefault();
    api.trigger = from;
    if (api.open) return api.open();
    if (api.script) return;
    const s = (api.script = document.createElement("script"));
    s.src = api.root + "search/search.js";
    s.onerror = () => (location.href = api.root + "chi-muc.html");
    document.head.append(s);
  };
  if (history.state?.search) open();
  addEventListener("click", (e) => {
    const link = e.target.closest("[data-search-open]");
    if (link && !e.ctrlKey && !e.metaKey && !e.shiftKey) open(e, link);
  });
  addEventListener("keydown", (e) => {
    if (e.altKey || e.shiftKey) return;
    if (e.ctrlKey || e.metaKey ? e.key === "k" : e.key === "/" && !e.target.matches("input,textarea,select")) open(e, document.activeElement);
  });
})();
