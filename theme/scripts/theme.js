// Light or dark by the reader's choice; without a choice the device decides.
{
  const box = document.querySelector(".theme-switch");
  if (box) {
    box.hidden = false;
    box.querySelector("button").addEventListener("click", () => {
      const root = document.documentElement;
      const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = dark ? "light" : "dark";
      try { localStorage.setItem("giao-dien", root.dataset.theme); } catch { /* private browsing: the choice holds for this page */ }
    });
  }
}
