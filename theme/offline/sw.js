// Keeps the site readable without a network. Made at every build from theme/offline/sw.js: VERSION changes with the
// content, and with it the caches, so that a new build replaces the old one as a whole.
const VERSION = "@VERSION@";
const SHELL = new Set(@SHELL@);

const ROOT = new URL("./", self.location);
const PREFIX = `hoi-dap ${ROOT.pathname} `;
const FRAME = `${PREFIX}khung ${VERSION}`; // what every page needs, fetched at installation
const PAGES = `${PREFIX}trang ${VERSION}`; // pages visited since this version came: shown at once, renewed behind the scenes
const KEPT = `${PREFIX}giu`; // pages visited under earlier versions: shown only when the network fails
const AT_MOST = 500;

self.addEventListener("install", (event) => event.waitUntil((async () => {
  const cache = await caches.open(FRAME);
  await cache.addAll([...SHELL].map((path) => new Request(new URL(path, ROOT), { cache: "no-cache" })));
  await self.skipWaiting();
})()));

self.addEventListener("activate", (event) => event.waitUntil((async () => {
  const kept = await caches.open(KEPT);
  for (const name of await caches.keys()) {
    if (!name.startsWith(PREFIX) || [FRAME, PAGES, KEPT].includes(name)) continue;
    if (name.startsWith(`${PREFIX}trang `)) {
      const old = await caches.open(name);
      for (const request of await old.keys()) await kept.put(request, await old.match(request));
    }
    await caches.delete(name);
  }
  await trim(kept);
  await self.clients.claim();
})()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || request.headers.has("range") || url.origin !== ROOT.origin || !url.pathname.startsWith(ROOT.pathname)) return;
  let path = url.pathname.slice(ROOT.pathname.length);
  if (/^(?:in|api)\/|\.(?:pdf|zip|zim|xml|gz|br)$|^sw\.js$/.test(path)) return; // large, or for machines
  if (path === "" || path.endsWith("/")) path += "index.html";
  event.respondWith(SHELL.has(path) ? frame(path) : page(event, path));
});

const frame = async (path) => {
  const cached = await (await caches.open(FRAME)).match(new URL(path, ROOT));
  return cached || fetch(new URL(path, ROOT));
};

const page = async (event, path) => {
  const key = new URL(path, ROOT);
  const [pages, kept] = await Promise.all([caches.open(PAGES), caches.open(KEPT)]);
  const cached = await pages.match(key);
  const fresh = fetch(key, { cache: "no-cache" }).then(async (response) => {
    if (response.ok && !response.redirected) {
      await pages.put(key, response.clone());
      await trim(pages);
      await kept.delete(key);
    } else if (response.status === 404 || response.status === 410) {
      await Promise.all([pages.delete(key), kept.delete(key)]);
    }
    return response;
  });
  if (cached) {
    event.waitUntil(fresh.catch(() => {}));
    return cached;
  }
  try {
    const response = await fresh;
    return response.redirected ? Response.redirect(response.url) : response;
  } catch {
    const old = await kept.match(key);
    if (old) return old;
    return event.request.mode === "navigate" ? Response.redirect(new URL(`ngoai-tuyen.html#mat-mang=${encodeURIComponent(path)}`, ROOT)) : Response.error();
  }
};

const trim = async (cache) => {
  const requests = await cache.keys();
  await Promise.all(requests.slice(0, Math.max(0, requests.length - AT_MOST)).map((request) => cache.delete(request)));
};
