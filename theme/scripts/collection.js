// The print collection: items a reader gathers while browsing. Only their ids are kept, and only on this device.
{
  const chosen = () => {
    try {
      const ids = JSON.parse(SITE.load("collection") || "[]");
      return Array.isArray(ids) ? [...new Set(ids.filter((id) => /^[a-z0-9-]+$/.test(id)))] : [];
    } catch { return []; }
  };
  const keep = (ids) => SITE.store("collection", JSON.stringify(ids));

  /** On an item's page: the button that puts it in or takes it out. */
  const offer = (toggle) => {
    const id = toggle.dataset.collect;
    const link = document.querySelector("[data-collected]");
    const status = document.querySelector(".tools__status");
    const show = () => {
      const ids = chosen();
      toggle.textContent = ids.includes(id) ? "Bỏ khỏi bộ in" : "Thêm vào bộ in";
      link.textContent = `Bộ in (${ids.length} câu)`;
      link.hidden = !ids.length;
      // Some browsers give every file on a disk a store of its own: the link carries this item along.
      link.hash = ids.includes(id) ? `them=${id}` : "";
    };
    toggle.hidden = false;
    toggle.addEventListener("click", () => {
      const ids = chosen();
      const there = ids.includes(id);
      const next = there ? ids.filter((other) => other !== id) : [...ids, id];
      const kept = keep(next);
      show();
      if (!kept) status.textContent = "Trình duyệt không cho lưu, nên chưa thêm được.";
      else if (there) status.textContent = `Đã bỏ khỏi bộ in; còn ${next.length} câu.`;
      else status.textContent = `Đã thêm vào bộ in; bộ in có ${next.length} câu.`;
    });
    addEventListener("pageshow", show);
    addEventListener("storage", show);
    show();
  };

  const sheets = new Map();
  const waiting = new Map();
  document.addEventListener("to-in", ({ detail: { id, html } }) => sheets.set(id, html));
  const fetched = (id) => {
    if (!waiting.has(id)) waiting.set(id, SITE.run(`${SITE.sheets}/${id}.js`).catch(() => waiting.delete(id)));
    return waiting.get(id);
  };
  // The one place where HTML is put in as text: the site's own, from its own scripts.
  const lay = (place, ids) => { place.innerHTML = ids.map((id) => sheets.get(id) || "").join(""); };
  const told = (count, missing, unkept) => {
    const lost = missing ? `, nhưng ${missing} câu không tải được; kiểm tra kết nối mạng rồi tải lại trang.` : ".";
    const first = count ? `Đã chọn ${count} câu${lost}` : "Chưa chọn câu nào.";
    return first + (unkept ? " Trình duyệt không cho lưu: bộ in mất khi đóng trang." : "");
  };

  /** On the collection's own page: its boxes, what is printed, and the unit's name above it. */
  const open = (page) => {
    const find = (name) => page.querySelector(`[data-${name}]`);
    const boxes = [...page.querySelectorAll('input[type="checkbox"][name]')];
    const [place, status, unit, apart] = ["sheets", "collection-status", "unit", "apart"].map(find);
    const ticked = () => boxes.filter((box) => box.checked).map((box) => box.value);
    let turn = 0;
    let unkept = false;
    const draw = async () => {
      const mine = ++turn;
      const ids = ticked();
      await Promise.all(ids.map(fetched));
      if (mine !== turn) return;
      lay(place, ids);
      for (const head of place.querySelectorAll("[data-unit-name]")) head.textContent = unit.value.trim();
      place.classList.toggle("apart", apart.checked);
      for (const it of page.querySelectorAll("[data-when-any]")) it.hidden = !ids.length;
      status.textContent = told(ids.length, ids.filter((id) => !sheets.has(id)).length, unkept);
    };
    const tick = () => {
      const ids = chosen();
      for (const box of boxes) box.checked = ids.includes(box.value);
      draw();
    };
    const save = () => { unkept = !keep(ticked()); draw(); };
    const clear = () => {
      for (const box of boxes) box.checked = false;
      save();
      boxes[0]?.focus();
    };

    unit.value = SITE.load("unit") || "";
    apart.checked = SITE.load("apart") === "1";
    for (const box of boxes) box.addEventListener("change", save);
    unit.addEventListener("input", () => { SITE.store("unit", unit.value); draw(); });
    apart.addEventListener("change", () => { SITE.store("apart", apart.checked ? "1" : "0"); draw(); });
    find("print").addEventListener("click", () => window.print());
    find("clear").addEventListener("click", clear);
    page.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
    addEventListener("storage", tick);
    addEventListener("pageshow", (event) => { if (event.persisted) tick(); });
    tick();
  };

  const toggle = document.querySelector("[data-collect]");
  if (toggle) offer(toggle);
  const page = document.querySelector("[data-collection]");
  if (page) {
    const brought = /^#them=([a-z0-9-]+)$/.exec(location.hash);
    if (brought) {
      keep([...new Set([...chosen(), brought[1]])]);
      history.replaceState(null, "", location.pathname + location.search);
    }
    page.hidden = false;
    document.querySelector("[data-collection-fallback]").hidden = true;
    open(page);
  }
}
