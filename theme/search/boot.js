// Opens the search; fetched on use.
{
  const search = (SITE.search = {});
  const open = (event, from) => {
    event?.preventDefault();
    search.trigger = from;
    if (search.open) search.open();
    else {
      search.coming ||= SITE.run(SITE.files.search).catch(() => {
        location.href = SITE.root + SITE.pages.search;
      });
    }
  };
  if (history.state?.search) open();
  addEventListener("click", (event) => {
    const link = event.target.closest("[data-search-open]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) open(event, link);
  });
  addEventListener("keydown", (event) => {
    if (event.altKey || event.shiftKey) return;
    const command = event.ctrlKey || event.metaKey;
    const asked = command ? event.key === "k" : event.key === "/" && !event.target.matches("input,textarea,select");
    if (asked) open(event, document.activeElement);
  });
}
