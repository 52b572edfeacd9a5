// Reading without a network: the service worker, offered over http(s) only, and the switch on the page about it.
{
  const web = /^https?:$/.test(location.protocol);
  const base = new URL(SITE.root, location.href);
  const able = web && "serviceWorker" in navigator && isSecureContext;
  const off = () => SITE.load("offline") === "off";
  const worker = new URL(SITE.files.worker, base);
  const PREFIX = `${SITE.key} ${base.pathname} `; // as in theme/offline/sw.js
  const ours = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  const clear = async () => { for (const name of await ours()) await caches.delete(name); };
  const start = () => navigator.serviceWorker.register(worker, { updateViaCache: "none" });
  const stop = async () => {
    await (await navigator.serviceWorker.getRegistration(base))?.unregister();
    await clear();
  };

  if (web) {
    // Not in the page's source: from a disk, browsers complain of them.
    for (const [rel, href] of [["manifest", SITE.files.manifest], ["apple-touch-icon", SITE.files.touch]]) {
      const link = document.createElement("link");
      link.rel = rel;
      link.href = new URL(href, base);
      document.head.append(link);
    }
  }
  // An absolute root is that of the error page, which may be shown outside the site.
  if (able && !SITE.root.startsWith("/")) {
    addEventListener("load", async () => {
      try {
        if (off()) { await clear(); return; }
        // A site that has given up its worker gets rid of it everywhere.
        await start().catch(async () => {
          if ((await fetch(worker, { method: "HEAD" })).status === 404) await stop();
        });
      } catch { /* no network: all stays as it is */ }
    });
  }

  const kept = async () => {
    const names = (await ours()).filter((name) => !name.startsWith(`${PREFIX}frame `));
    const pages = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return pages.flat().filter((request) => request.url.endsWith(".html")).length;
  };
  const state = async () => {
    if (!web) return "Bạn đang mở bản chép trên máy: mọi trang đã có sẵn, không cần lưu thêm.";
    if (!able) return "Trình duyệt này không lưu trang được, hoặc trang không được mở qua https.";
    if (off()) return "Đang tắt: không trang nào được lưu trên máy này.";
    return `Đang bật: ngoài trang chủ và phần tìm kiếm, đã lưu ${await kept()} trang bạn đã xem.`;
  };
  const offer = (panel) => {
    const button = panel.querySelector("[data-offline-switch]");
    const show = async () => {
      button.hidden = !able;
      button.textContent = off() ? "Bật lưu trang" : "Tắt và xóa bản lưu";
      panel.querySelector("[data-offline-state]").textContent = await state();
    };
    button.addEventListener("click", async () => {
      const turnOff = !off();
      SITE.store("offline", turnOff ? "off" : "on"); // in vain, it holds for now and not for the next visit
      if (turnOff) await stop();
      else await start().then(() => navigator.serviceWorker.ready).catch(() => {});
      await show();
    });
    show();
  };
  /** The service worker leads here from a page that could not be had, and names it. */
  const lead = (asked) => {
    let page = base;
    try { page = new URL(decodeURIComponent(asked), base); } catch { /* then home */ }
    if (page.origin !== base.origin || !page.pathname.startsWith(base.pathname)) return;
    const note = document.querySelector("[data-lost]");
    note.querySelector("a").href = page.href;
    note.hidden = false;
  };

  const panel = document.querySelector("[data-offline]");
  if (panel) {
    offer(panel);
    // The archive does not hold itself.
    if (!web) document.querySelector("a[download]")?.replaceWith(`${SITE.archive} ở bản trên mạng`);
    const lost = /^#mat-mang=(.+)$/.exec(location.hash);
    if (lost) lead(lost[1]);
  }
}
