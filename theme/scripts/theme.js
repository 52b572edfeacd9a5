// Light or dark by the reader's choice; without a choice the device decides.
{
  const box = document.querySelector(".theme-switch");
  if (box) {
    box.hidden = false;
    box.querySelector("button").addEventListener("click", () => {
      const { dataset } = document.documentElement;
      const dark = dataset.theme ? dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      dataset.theme = dark ? "light" : "dark";
      SITE.store("theme", dataset.theme); // in vain in private browsing: the choice then holds for this page
    });
  }
}
