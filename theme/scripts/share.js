// Share and cite: copy the page's link, a paragraph's link or the citation; hand over to an app where there is one.
{
  const box = document.querySelector(".share");
  if (box) {
    const find = (selector) => box.querySelector(selector);
    const online = /^https?:$/.test(location.protocol);
    // The public address wherever it is known; otherwise the one this page was opened at. A copy on a disk has none.
    const address = box.dataset.address || (online ? location.origin + location.pathname : "");
    const status = find(".share__status");
    let told;
    const tell = (words) => { clearTimeout(told); status.textContent = words; told = setTimeout(() => { status.textContent = ""; }, 6000); };
    const copy = async (text, done) => {
      try {
        await navigator.clipboard.writeText(text);
      } catch { // plain http, or an old browser
        const field = document.createElement("textarea");
        field.value = text;
        field.setAttribute("aria-hidden", "true");
        field.style.cssText = "position:fixed;opacity:0";
        box.append(field);
        const before = document.activeElement;
        field.select();
        const copied = document.execCommand("copy");
        field.remove();
        before?.focus();
        if (!copied) { tell("Trình duyệt không cho sao chép; hãy bôi đen rồi chép tay."); return; }
      }
      tell(done);
    };
    const button = (name, act) => { const it = find(`[data-${name}]`); if (it) { it.hidden = false; it.addEventListener("click", act); } };

    const link = find(".share__link");
    const cite = find(".share__cite");
    const now = new Date();
    if (address) {
      link.href = link.textContent = address;
      if (!cite.textContent.includes(address)) cite.textContent += ` ${address}`;
      button("copy-link", () => copy(address, "Đã sao chép liên kết."));
      if (navigator.share) button("share", () => navigator.share({ title: document.title, url: address }).catch(() => {}));
    } else {
      link.parentNode.textContent = "Bạn đang đọc bản chép trên máy. Liên kết để gửi cho người khác chỉ có khi trang được mở trên mạng.";
    }
    const today = [now.getDate(), now.getMonth() + 1].map((n) => String(n).padStart(2, "0")).join("/") + `/${now.getFullYear()}`;
    cite.textContent += address ? ` (truy cập ngày ${today}).` : ` Truy cập ngày ${today}.`;
    button("copy-cite", () => copy(cite.textContent, "Đã sao chép trích dẫn."));

    const paragraphs = address ? [...document.querySelectorAll("[id]")].filter((it) => /^d\d+$/.test(it.id)) : [];
    for (const it of paragraphs) {
      const mark = document.createElement("a");
      mark.className = "pilcrow";
      mark.href = `#${it.id}`;
      mark.textContent = "¶";
      mark.setAttribute("aria-label", `Liên kết tới đoạn ${it.id.slice(1)}`);
      mark.addEventListener("click", () => copy(address + mark.hash, `Đã sao chép liên kết tới đoạn ${it.id.slice(1)}.`));
      it.classList.add("linkable");
      // Before a nested list, so that the mark belongs to the entry's own words.
      it.insertBefore(mark, it.querySelector(":scope > ul, :scope > ol"));
    }
    if (paragraphs.length) {
      button("paragraphs", (event) => {
        const on = document.documentElement.classList.toggle("pilcrows");
        event.currentTarget.setAttribute("aria-pressed", on);
        tell(on ? "Cuối mỗi đoạn của câu trả lời có dấu ¶: chọn để sao chép liên kết tới đoạn ấy." : "");
      });
    }
  }
}
