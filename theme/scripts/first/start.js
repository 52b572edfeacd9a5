// Read before the page is drawn: what the scripts know of the site, its own corner of the browser's storage, and light
// or dark. The build puts the facts in (microsite/publishing/frame.py); the page knows the way to its root.
const SITE = @SITE@;
SITE.root = document.currentScript.dataset.root.replace(/\/*$/, "/");

// Every key carries the site's own, so that two sites on one host never meet.
SITE.load = (name) => {
  try { return localStorage.getItem(`${SITE.key} ${name}`); } catch { return null; }
};
SITE.store = (name, value) => {
  try { localStorage.setItem(`${SITE.key} ${name}`, value); return true; } catch { return false; }
};

// Run a script of the site: unlike fetch(), that works from a folder too.
SITE.run = (path) => new Promise((done, fail) => {
  const script = document.createElement("script");
  script.src = SITE.root + path;
  script.onload = () => { script.remove(); done(); };
  script.onerror = () => { script.remove(); fail(new Error(path)); };
  document.head.append(script);
});

{
  const chosen = SITE.load("theme");
  if (chosen) document.documentElement.dataset.theme = chosen;
}
