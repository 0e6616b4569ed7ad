// What is wrong with how a page stands, as lines of text: what scrolls sideways, is cut off, or stands over other text.
(() => {
  const wrong = [];
  const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".skip-link, .spoken, .directory__spoken, .directory__found, textarea");
  const words = (text) => text.replace(/\s+/g, " ").trim().slice(0, 60);

  const width = document.documentElement.scrollWidth;
  if (width > innerWidth) wrong.push(`scrolls sideways: ${width} of ${innerWidth} pixels`);

  // A box that hides what does not fit in it.
  for (const element of document.body.querySelectorAll("*")) {
    if (!shown(element) || !element.innerText?.trim()) continue;
    const style = getComputedStyle(element);
    const hides = (overflow) => ["hidden", "clip"].includes(overflow);
    if ((hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1) || (hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1)
        || style.textOverflow === "ellipsis") wrong.push(`cut off: ${words(element.innerText)}`);
  }

  // The lines of all texts. Only the middle half of a line's height counts: the boxes of tight lines touch, their letters do not.
  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.data.trim() || !shown(node.parentElement)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width < 2 || box.height < 2) continue;
      if (box.left < -1 || box.right > innerWidth + 1) wrong.push(`sticks out: ${words(node.data)}`);
      lines.push({ node, left: box.left + 1, right: box.right - 1, top: box.top + box.height / 4, bottom: box.bottom - box.height / 4 });
    }
  }
  lines.sort((a, b) => a.top - b.top);
  lines.forEach((one, number) => {
    for (let next = number + 1; next < lines.length && lines[next].top < one.bottom; next += 1) {
      const other = lines[next];
      if (other.node !== one.node && other.left < one.right && one.left < other.right) wrong.push(`overlap: ${words(one.node.data)} / ${words(other.node.data)}`);
    }
  });
  return [...new Set(wrong)];
})();
