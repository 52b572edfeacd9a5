// Reading without a network: the service worker, offered over http(s) only, and the switch on ngoai-tuyen.html.
{
  const { root } = document.currentScript.dataset;
  const web = /^https?:$/.test(location.protocol);
  const base = new URL(root.replace(/\/*$/, "/"), location.href);
  const able = web && "serviceWorker" in navigator && isSecureContext;
  const KEY = "ngoai-tuyen";
  const off = () => { try { return localStorage.getItem(KEY) === "tat"; } catch { return false; } };
  const ours = async () => (await caches.keys()).filter((name) => name.startsWith(`hoi-dap ${base.pathname} `));
  const clear = async () => { for (const name of await ours()) await caches.delete(name); };
  const worker = new URL("sw.js", base);
  const start = () => navigator.serviceWorker.register(worker, { updateViaCache: "none" });
  const stop = async () => { await (await navigator.serviceWorker.getRegistration(base))?.unregister(); await clear(); };

  if (web) {
    // Not in the page's source: from a disk, browsers complain of them.
    for (const [rel, href] of [["manifest", "manifest.webmanifest"], ["apple-touch-icon", "assets/icons/180.png"]]) {
      const link = document.createElement("link");
      link.rel = rel;
      link.href = new URL(href, base);
      document.head.append(link);
    }
  }
  // An absolute root is that of the error page, which may be shown outside the site.
  if (able && !root.startsWith("/")) {
    addEventListener("load", async () => {
      try {
        if (off()) await clear();
        // A site that has given up its worker gets rid of it everywhere.
        else await start().catch(async () => { if ((await fetch(worker, { method: "HEAD" })).status === 404) await stop(); });
      } catch { /* no network: all stays as it is */ }
    });
  }

  const panel = document.querySelector("[data-offline]");
  if (panel) {
    const state = panel.querySelector("[data-offline-state]");
    const button = panel.querySelector("[data-offline-switch]");
    const show = async () => {
      button.hidden = !able;
      if (!web) state.textContent = "Bạn đang mở bản chép trên máy: mọi trang đã có sẵn, không cần lưu thêm.";
      else if (!able) state.textContent = "Trình duyệt này không lưu trang được, hoặc trang không được mở qua https.";
      else {
        button.textContent = off() ? "Bật lưu trang" : "Tắt và xóa bản lưu";
        let pages = 0;
        for (const name of await ours()) {
          if (!name.includes(" khung ")) pages += (await (await caches.open(name)).keys()).filter((request) => request.url.endsWith(".html")).length;
        }
        state.textContent = off() ? "Đang tắt: không trang nào được lưu trên máy này." : `Đang bật: ngoài trang chủ và phần tìm kiếm, đã lưu ${pages} trang bạn đã xem.`;
      }
    };
    button.addEventListener("click", async () => {
      const turnOff = !off();
      try { localStorage.setItem(KEY, turnOff ? "tat" : "bat"); } catch { /* holds for now, not for the next visit */ }
      if (turnOff) await stop();
      else {
        await start().then(() => navigator.serviceWorker.ready).catch(() => {});
      }
      await show();
    });
    show();
    // The archive does not hold itself.
    if (!web) document.querySelector("a[download]")?.replaceWith("hoi-dap-nghi-quyet-57.zip ở bản trên mạng");

    const lost = /^#mat-mang=(.+)$/.exec(location.hash);
    if (lost) {
      let page = base;
      try { page = new URL(decodeURIComponent(lost[1]), base); } catch { /* then home */ }
      if (page.origin === base.origin && page.pathname.startsWith(base.pathname)) {
        const note = document.querySelector("[data-lost]");
        note.querySelector("a").href = page.href;
        note.hidden = false;
      }
    }
  }
}
