// Finds signatories among the rows on the page: by name, place or sector, whatever the accents, capitals and signs.
"use strict";

(() => {
  const box = document.querySelector(".directory__search");
  const rows = [...document.querySelectorAll(".index__row")].map((element) => ({ element, words: "" }));
  if (!box || !rows.length) return;

  const field = box.querySelector("input");
  const result = document.querySelector(".directory__count");
  const all = result.textContent;
  const sections = [...document.querySelectorAll(".directory__letter")];
  const letters = document.querySelector(".letters");

  // "L'Oréal & Co." and "loreal co" are the same. Signs inside a word vanish, other signs part words.
  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f'’.]/g, "").toLowerCase()
    .replace(/ß/g, "ss").replace(/ø/g, "o").replace(/æ/g, "ae").replace(/[^\p{L}\p{N}]+/gu, " ").trim();

  for (const row of rows) row.words = ` ${plain(row.element.querySelector(".index__entry").textContent)}`;

  function sentence(count) {
    if (count === 0) return result.dataset.none;
    if (count === 1) return result.dataset.one;
    return result.dataset.many.replace("{n}", count.toLocaleString(document.documentElement.lang));
  }

  function filter() {
    const wanted = plain(field.value);
    const parts = wanted.split(" ");
    let count = 0;
    for (const row of rows) {
      const found = parts.every((part) => row.words.includes(part));
      row.element.hidden = !found;
      if (found) count += 1;
    }
    for (const section of sections) section.hidden = !section.querySelector(".index__row:not([hidden])");
    if (letters) letters.hidden = wanted !== "";
    result.textContent = wanted === "" ? all : sentence(count);
  }

  // The address keeps the question, so that a search can be shared and the back button returns to it.
  function remember() {
    const address = new URL(location.href);
    if (field.value.trim()) address.searchParams.set("q", field.value.trim());
    else address.searchParams.delete("q");
    history.replaceState(null, "", address);
  }

  let waiting = 0;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { filter(); remember(); }, 120);
  });

  box.hidden = false;
  field.value = new URL(location.href).searchParams.get("q") || field.value;
  if (field.value) filter();
})();
