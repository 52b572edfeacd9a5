// A term's explanation beside the term, on hover, focus and touch. Without this script the link leads to it.
{
  let tip = null;
  const hide = () => {
    tip?.previousElementSibling.removeAttribute("aria-describedby");
    tip?.remove();
    tip = null;
  };
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
    // Under the term's last line, from where the term begins there, and never beyond the screen's edges.
    const line = [...link.getClientRects()].pop();
    const box = tip.getBoundingClientRect();
    const left = Math.max(8, Math.min(line.left, document.documentElement.clientWidth - box.width - 8));
    tip.style.margin = `${line.bottom + 3 - box.top}px 0 0 ${left - box.left}px`;
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
