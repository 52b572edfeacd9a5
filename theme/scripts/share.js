// Share and cite: copy the page's link, a paragraph's link or the citation; hand over to an app where there is one.
{
  const box = document.querySelector(".share");
  const online = /^https?:$/.test(location.protocol);
  // The public address wherever it is known; otherwise the one this page was opened at. A copy on a disk has none.
  const address = box?.dataset.address || (online ? location.origin + location.pathname : "");
  const find = (selector) => box.querySelector(selector);

  let told;
  const tell = (words) => {
    const status = find(".share__status");
    clearTimeout(told);
    status.textContent = words;
    told = setTimeout(() => { status.textContent = ""; }, 6000);
  };
  /** Copy by way of a field, for plain http and old browsers; say whether it was done. */
  const copiedByField = (text) => {
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
    return copied;
  };
  const copy = async (text, done) => {
    let copied = true;
    try { await navigator.clipboard.writeText(text); } catch { copied = copiedByField(text); }
    tell(copied ? done : "Trình duyệt không cho sao chép; hãy bôi đen rồi chép tay.");
  };
  const button = (name, act) => {
    const it = find(`[data-${name}]`);
    if (!it) return;
    it.hidden = false;
    it.addEventListener("click", act);
  };

  const offerLink = () => {
    const link = find(".share__link");
    if (!address) {
      link.parentNode.textContent =
        "Bạn đang đọc bản chép trên máy. Liên kết để gửi cho người khác chỉ có khi trang được mở trên mạng.";
      return;
    }
    link.href = link.textContent = address;
    button("copy-link", () => copy(address, "Đã sao chép liên kết."));
    const share = () => navigator.share({ title: document.title, url: address }).catch(() => {});
    if (navigator.share) button("share", share);
  };
  const offerCitation = () => {
    const cite = find(".share__cite");
    if (address && !cite.textContent.includes(address)) cite.textContent += ` ${address}`;
    const now = new Date();
    const two = (n) => String(n).padStart(2, "0");
    const today = `${two(now.getDate())}/${two(now.getMonth() + 1)}/${now.getFullYear()}`;
    cite.textContent += address ? ` (truy cập ngày ${today}).` : ` Truy cập ngày ${today}.`;
    button("copy-cite", () => copy(cite.textContent, "Đã sao chép trích dẫn."));
  };
  /** A mark at the end of every paragraph of the answer, which leads to it and copies where it leads. */
  const mark = (it) => {
    const number = it.id.slice(1);
    const link = document.createElement("a");
    link.className = "pilcrow";
    link.href = `#${it.id}`;
    link.textContent = "¶";
    link.setAttribute("aria-label", `Liên kết tới đoạn ${number}`);
    link.addEventListener("click", () => copy(address + link.hash, `Đã sao chép liên kết tới đoạn ${number}.`));
    it.classList.add("linkable");
    // Before a nested list, so that the mark belongs to the entry's own words.
    it.insertBefore(link, it.querySelector(":scope > ul, :scope > ol"));
  };
  const offerParagraphs = () => {
    const paragraphs = [...document.querySelectorAll("[id]")].filter((it) => /^d\d+$/.test(it.id));
    paragraphs.forEach(mark);
    if (!paragraphs.length) return;
    button("paragraphs", (event) => {
      const on = document.documentElement.classList.toggle("pilcrows");
      event.currentTarget.setAttribute("aria-pressed", on);
      tell(on ? "Cuối mỗi đoạn của câu trả lời có dấu ¶: chọn để sao chép liên kết tới đoạn ấy." : "");
    });
  };

  if (box) {
    offerLink();
    offerCitation();
    if (address) offerParagraphs();
  }
}
