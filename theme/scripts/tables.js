// A table that is wider than its place is a stop for the keyboard, so that it can be scrolled; one that fits is none.
{
  const tables = [...document.querySelectorAll(".table[tabindex]")];
  const fit = () => {
    for (const table of tables) {
      if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
      else table.removeAttribute("tabindex");
    }
  };
  addEventListener("resize", fit);
  fit();
}
