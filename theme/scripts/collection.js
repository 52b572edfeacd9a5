// The print collection: items a reader gathers while browsing. Only their ids are kept, and only on this device.
{
  const { root } = document.currentScript.dataset;
  const KEY = "bo-in";
  const load = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const store = (key, value) => { try { localStorage.setItem(key, value); return true; } catch { return false; } };
  const chosen = () => {
    try {
      const ids = JSON.parse(load(KEY) || "[]");
      return Array.isArray(ids) ? [...new Set(ids.filter((id) => /^[a-z0-9-]+$/.test(id)))] : [];
    } catch { return []; }
  };
  const keep = (ids) => store(KEY, JSON.stringify(ids));

  const toggle = document.querySelector("[data-collect]");
  if (toggle) {
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
      status.textContent = !kept ? "Trình duyệt không cho lưu, nên chưa thêm được." : there ? `Đã bỏ khỏi bộ in; còn ${next.length} câu.` : `Đã thêm vào bộ in; bộ in có ${next.length} câu.`;
    });
    addEventListener("pageshow", show);
    addEventListener("storage", show);
    show();
  }

  const page = document.querySelector("[data-collection]");
  if (page) {
    const boxes = [...page.querySelectorAll('input[type="checkbox"][name="cau"]')];
    const sheets = page.querySelector("[data-sheets]");
    const status = page.querySelector("[data-collection-status]");
    const unit = page.querySelector("[data-unit]");
    const apart = page.querySelector("[data-apart]");
    const loaded = new Map();
    const waiting = new Map();
    const fetchSheet = (id) => { // a script, not fetch(): that works from a disk too
      if (!waiting.has(id)) {
        waiting.set(id, new Promise((resolve) => {
          const script = document.createElement("script");
          script.src = `${root}/assets/bo-in/${id}.js`;
          script.onload = resolve;
          script.onerror = () => { waiting.delete(id); resolve(); };
          document.head.append(script);
        }));
      }
      return waiting.get(id);
    };
    document.addEventListener("to-in", (event) => loaded.set(event.detail.id, event.detail.html));
    let turn = 0;
    let unkept = false;
    const draw = async () => {
      const mine = ++turn;
      const ids = boxes.filter((box) => box.checked).map((box) => box.value);
      await Promise.all(ids.map(fetchSheet));
      if (mine !== turn) return;
      const missing = ids.filter((id) => !loaded.has(id));
      sheets.innerHTML = ids.map((id) => loaded.get(id) || "").join("");
      for (const head of sheets.querySelectorAll("[data-unit-name]")) head.textContent = unit.value.trim();
      sheets.classList.toggle("apart", apart.checked);
      for (const it of page.querySelectorAll("[data-when-any]")) it.hidden = !ids.length;
      status.textContent = !ids.length ? "Chưa chọn câu nào." : missing.length ? `Đã chọn ${ids.length} câu, nhưng ${missing.length} câu không tải được; kiểm tra kết nối mạng rồi tải lại trang.` : `Đã chọn ${ids.length} câu.`;
      if (unkept) status.textContent += " Trình duyệt không cho lưu: bộ in mất khi đóng trang.";
    };
    const tick = () => { const ids = chosen(); for (const box of boxes) box.checked = ids.includes(box.value); draw(); };
    const save = () => { unkept = !keep(boxes.filter((box) => box.checked).map((box) => box.value)); draw(); };

    const brought = /^#them=([a-z0-9-]+)$/.exec(location.hash);
    if (brought) {
      keep([...new Set([...chosen(), brought[1]])]);
      history.replaceState(null, "", location.pathname + location.search);
    }
    unit.value = load("bo-in-don-vi") || "";
    apart.checked = load("bo-in-moi-cau-mot-trang") === "1";
    page.hidden = false;
    document.querySelector("[data-collection-fallback]").hidden = true;
    for (const box of boxes) box.addEventListener("change", save);
    unit.addEventListener("input", () => { store("bo-in-don-vi", unit.value); draw(); });
    apart.addEventListener("change", () => { store("bo-in-moi-cau-mot-trang", apart.checked ? "1" : "0"); draw(); });
    page.querySelector("[data-print]").addEventListener("click", () => window.print());
    page.querySelector("[data-clear]").addEventListener("click", () => { for (const box of boxes) box.checked = false; save(); boxes[0]?.focus(); });
    page.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
    addEventListener("storage", tick);
    addEventListener("pageshow", (event) => { if (event.persisted) tick(); });
    tick();
  }
}
