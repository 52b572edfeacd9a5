// A term's explanation beside the term, on hover, focus and touch. Without this script the link leads to it.
{
  let tip = null;
  const hide = () => { tip?.remove(); tip = null; };
  const show = (link) => {
    hide();
    const entry = document.getElementById(link.hash.slice(1));
    const words = entry?.nextElementSibling?.textContent;
    if (!words) return;
    tip = document.createElement("span");
    tip.className = "tip";
    tip.id = "giai-thich";
    tip.setAttribute("role", "tooltip");
    tip.textContent = words;
    link.after(tip);
    link.setAttribute("aria-describedby", tip.id);
    const box = tip.getBoundingClientRect();
    const over = box.right - document.documentElement.clientWidth + 8;
    if (over > 0) tip.style.marginLeft = `-${over}px`;
  };
  for (const link of document.querySelectorAll("a.term")) {
    link.addEventListener("mouseenter", () => show(link));
    link.addEventListener("focus", () => show(link));
    link.addEventListener("blur", hide);
    link.parentNode.addEventListener("mouseleave", hide);
    link.addEventListener("click", (event) => {
      // On a touch screen the first tap explains; the second follows the link.
      if (matchMedia("(hover: none)").matches && link.dataset.told !== "1") {
        event.preventDefault();
        link.dataset.told = "1";
        show(link);
      }
    });
  }
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
}
