// Narrows long tables and lists to the rows that hold every word typed, marks and tones left out of account.
{
  // The same folding as text.folded() at build time.
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();
  for (const [i, box] of document.querySelectorAll(".filter[data-filter]").entries()) {
    const { filter, filterLabel = "Lọc", filterUnit = "dòng" } = box.dataset;
    const scope = box.closest("form") || box.closest("article") || document;
    // A row is an element, or a heading with what stands under it.
    const rows = [...scope.querySelectorAll(filter)].map((first) => {
      const all = [first];
      if (first.tagName === "H3") for (let it = first.nextElementSibling; it && !/^H[123]$/.test(it.tagName); it = it.nextElementSibling) all.push(it);
      return { all, text: fold(all.map((it) => it.textContent).join(" ")) };
    });
    if (!rows.length) continue;
    const groups = [...new Set(rows.map(({ all: [first] }) => first.closest(".table, fieldset")).filter(Boolean))];
    const field = document.createElement("input");
    field.type = "search";
    field.id = `loc-${i}`;
    field.autocomplete = "off";
    const label = document.createElement("label");
    label.htmlFor = field.id;
    label.textContent = filterLabel;
    const count = document.createElement("p");
    count.setAttribute("role", "status");
    box.append(label, field, count);
    box.hidden = false;
    const apply = () => {
      const words = fold(field.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        const fits = words.every((word) => row.text.includes(word));
        for (const it of row.all) it.hidden = !fits;
        shown += fits;
      }
      for (const group of groups) group.hidden = rows.every(({ all: [first] }) => first.hidden || !group.contains(first));
      count.textContent = !words.length ? "" : shown ? `Có ${shown} trong ${rows.length} ${filterUnit}.` : `Không có ${filterUnit} nào khớp; thử ít chữ hơn.`;
    };
    let pause;
    field.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(apply, 120); });
    // Enter must not submit a form around the field.
    field.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  }
}
