// The element that has the focus, as a person at a keyboard meets it; null when none has it.
(() => {
  const element = document.activeElement;
  if (element === document.body || element === document.documentElement) return null;

  // The lightness of a colour as WCAG 2 reckons it; null of one that is see-through.
  const lightness = (colour) => {
    const [red, green, blue, opaque = 1] = colour.match(/[\d.]+/g).map(Number);
    if (opaque === 0) return null;
    const [r, g, b] = [red, green, blue].map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (start) => {
    for (let parent = start; parent; parent = parent.parentElement) {
      const found = lightness(getComputedStyle(parent).backgroundColor);
      if (found !== null) return found;
    }
    return 1;
  };

  const wrong = [];
  const box = element.getClientRects()[0];
  if (!box || box.width < 1) wrong.push("has no box");
  else {
    // Of what is larger than the window, a part is enough.
    const middle = (from, until, room) => (Math.max(from, 0) + Math.min(until, room)) / 2;
    const [x, y] = [middle(box.left, box.right, innerWidth), middle(box.top, box.bottom, innerHeight)];
    let scroller = element.parentElement;
    while (scroller && !/auto|scroll/.test(getComputedStyle(scroller).overflowX)) scroller = scroller.parentElement;
    const width = scroller ? scroller.clientWidth : innerWidth;
    const inside = (from, until, room) => (until - from > room ? from < room && until > 0 : from >= -1 && until <= room + 1);
    if (!inside(box.left, box.right, width) || !inside(box.top, box.bottom, innerHeight)) wrong.push("is not in sight");
    const top = document.elementFromPoint(x, y);
    if (!top || !(element.contains(top) || top.contains(element))) wrong.push("stands behind something");
  }

  const style = getComputedStyle(element);
  const [own, paper] = [lightness(style.outlineColor), behind(parseFloat(style.outlineOffset) < 0 ? element : element.parentElement)];
  const contrast = (Math.max(own, paper) + 0.05) / (Math.min(own, paper) + 0.05);
  const ringed = [...document.querySelectorAll("*")].filter((other) => getComputedStyle(other).outlineStyle !== "none");
  if (ringed.length !== 1 || ringed[0] !== element || parseFloat(style.outlineWidth) < 2 || contrast < 3) wrong.push("does not show that it has the focus");

  return { number: [...document.querySelectorAll("*")].indexOf(element), html: element.outerHTML.slice(0, 100), wrong };
})();
