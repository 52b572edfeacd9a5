// Narrows long tables and lists to the rows that hold every word typed, marks and tones left out of account.
{
  // The same folding as text.folded() at build time.
  const fold = (text) =>
    text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();

  // A row is an element, or a heading or term with what stands under it: up to the next of its rank or above.
  const RANK = { H2: 2, H3: 3, H4: 4, DT: 9 };
  const under = (first) => {
    const found = [];
    const own = RANK[first.tagName];
    let it = own ? first.nextElementSibling : null;
    for (; it && !(RANK[it.tagName] <= own); it = it.nextElementSibling) found.push(it);
    return found;
  };
  const rowsOf = (scope, filter) => [...scope.querySelectorAll(filter)].map((first) => {
    const all = [first, ...under(first)];
    return { first, all, text: fold(all.map((it) => it.textContent).join(" ")) };
  });

  /** What goes when no row of it is left: tables, fieldsets and lists, and headings. */
  const groupsOf = (scope, firsts) => {
    const around = firsts.map((first) => first.closest(".table, fieldset, ul, dl")).filter(Boolean);
    const groups = [...new Set(around)].map((it) => ({ it, of: firsts.filter((first) => it.contains(first)) }));
    for (const heading of scope.querySelectorAll("h2, h3")) {
      if (firsts.includes(heading)) continue;
      const below = under(heading);
      const of = firsts.filter((first) => below.some((it) => it.contains(first)));
      if (of.length) groups.push({ it: heading, of });
    }
    return groups;
  };

  /** Make the field with its label and the count, in the place kept for them. */
  const control = (box, id, words) => {
    const field = document.createElement("input");
    field.type = "search";
    field.id = id;
    field.autocomplete = "off";
    const label = document.createElement("label");
    label.htmlFor = id;
    label.textContent = words;
    const count = document.createElement("p");
    count.setAttribute("role", "status");
    box.append(label, field, count);
    box.hidden = false;
    return [field, count];
  };

  for (const [i, box] of document.querySelectorAll(".filter[data-filter]").entries()) {
    const { filter, filterLabel = "Lọc", filterUnit = "dòng" } = box.dataset;
    const scope = box.closest("form") || box.closest("article") || document;
    const rows = rowsOf(scope, filter);
    if (!rows.length) continue;
    const groups = groupsOf(scope, rows.map((row) => row.first));
    const links = [...document.querySelectorAll(".jump a")] // those that lead to a row or heading go with it
      .map((link) => [link.parentNode, document.getElementById(link.hash.slice(1))]);
    const [field, count] = control(box, `loc-${i}`, filterLabel);
    const said = (words, shown) => {
      if (!words.length) return "";
      if (shown) return `Có ${shown} trong ${rows.length} ${filterUnit}.`;
      return `Không có ${filterUnit} nào khớp; thử ít chữ hơn.`;
    };
    const apply = () => {
      const words = fold(field.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        const fits = words.every((word) => row.text.includes(word));
        for (const it of row.all) it.hidden = !fits;
        shown += fits;
      }
      for (const { it, of } of groups) it.hidden = of.every((first) => first.hidden);
      for (const [entry, target] of links) entry.hidden = Boolean(target?.hidden);
      count.textContent = said(words, shown);
    };
    let pause;
    field.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(apply, 120); });
    // A link on the page may lead to what the filter has put away.
    addEventListener("hashchange", () => {
      const target = document.getElementById(location.hash.slice(1));
      if (!target?.closest("[hidden]")) return;
      field.value = "";
      apply();
      target.scrollIntoView();
    });
    // Enter must not submit a form around the field.
    field.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  }
}
