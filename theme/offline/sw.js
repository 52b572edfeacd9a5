// Keeps the site readable without a network. Made at every build from theme/offline/sw.js: the version changes with the
// content, and with it the caches, so that a new build replaces the old one as a whole.
const SITE = @SITE@;

const ROOT = new URL("./", self.location);
const PREFIX = `${SITE.key} ${ROOT.pathname} `; // as in theme/scripts/offline.js
const FRAME = `${PREFIX}frame ${SITE.version}`; // what every page needs, fetched at installation
const PAGES = `${PREFIX}pages ${SITE.version}`; // visited under this version: shown at once, then renewed
const KEPT = `${PREFIX}kept`; // visited under earlier versions: shown only when the network fails
const AT_MOST = 500;
const OWN = new Set(SITE.own); // first parts of the site's paths: what else lies below ROOT may be another site's
const SHELL = new Set(SITE.shell);

self.addEventListener("install", (event) => event.waitUntil((async () => {
  const cache = await caches.open(FRAME);
  await cache.addAll(SITE.shell.map((path) => new Request(new URL(path, ROOT), { cache: "no-cache" })));
  await self.skipWaiting();
})()));

self.addEventListener("activate", (event) => event.waitUntil((async () => {
  const kept = await caches.open(KEPT);
  for (const name of await caches.keys()) {
    if (!name.startsWith(PREFIX) || [FRAME, PAGES, KEPT].includes(name)) continue;
    if (name.startsWith(`${PREFIX}pages `)) {
      const old = await caches.open(name);
      for (const request of await old.keys()) await kept.put(request, await old.match(request));
    }
    await caches.delete(name);
  }
  await trim(kept);
  await self.clients.claim();
})()));

self.addEventListener("fetch", (event) => {
  const path = asked(event.request);
  if (path !== null) event.respondWith(SHELL.has(path) ? frame(path) : page(event, path));
});

/** The path below ROOT that a request asks for, or null where it is none of ours. */
const asked = (request) => {
  const url = new URL(request.url);
  if (request.method !== "GET" || request.headers.has("range")) return null;
  if (url.origin !== ROOT.origin || !url.pathname.startsWith(ROOT.pathname)) return null;
  const path = url.pathname.slice(ROOT.pathname.length);
  // Large, or for machines.
  if (/\.(?:pdf|zip|zim|xml|gz|br)$/.test(path) || SITE.apart.some((start) => path.startsWith(start))) return null;
  const whole = path === "" || path.endsWith("/") ? path + SITE.home : path;
  return OWN.has(whole.split("/")[0]) ? whole : null;
};

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
    return await kept.match(key) || unreachable(event.request, path);
  }
};

/** What is answered for a page that is neither kept nor to be had. */
const unreachable = (request, path) => request.mode === "navigate" && SITE.lost
  ? Response.redirect(new URL(`${SITE.lost}#mat-mang=${encodeURIComponent(path)}`, ROOT))
  : Response.error();

const trim = async (cache) => {
  const requests = await cache.keys();
  await Promise.all(requests.slice(0, Math.max(0, requests.length - AT_MOST)).map((request) => cache.delete(request)));
};
