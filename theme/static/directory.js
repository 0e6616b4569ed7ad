// The search of the directory. What is asked stands in the address; index and matcher are fetched when somebody first asks.
"use strict";

(() => {
  const box = document.querySelector(".directory__search");
  if (!box || !document.querySelector(".filters")) return;       // nobody to be found
  const words = box.dataset;
  const lang = document.documentElement.lang;
  const field = box.querySelector(".search__field");
  const [count, spoken, chips, results, names] = ["count", "spoken", "chosen", "results", "names"]
    .map((part) => document.querySelector(`.directory__${part}`));
  const [rows, more] = [results.querySelector(".index"), results.querySelector(".directory__more")];
  const [fold, done] = [document.querySelector(".filters"), document.querySelector(".filters__done")];
  const switchTo = document.querySelector(".site-header__language");
  const atRest = count.textContent;
  const AT_ONCE = 50;         // rows; the others wait for a button
  const PAUSE = 600;          // milliseconds without a key before the count is spoken

  // --- filters: the links of the page become boxes to tick --------------------------------------------------------------

  const filters = [...document.querySelectorAll(".filters__group")].map((group) => {
    const filter = { group, kind: group.dataset.kind, names: group.dataset.names.split(" "), options: new Map() };
    for (const item of group.querySelectorAll(".filters__item")) {
      const [link, number] = item.children;
      const label = document.createElement("label");
      const tick = Object.assign(document.createElement("input"), { type: "checkbox", className: "filters__box", value: item.dataset.code });
      label.className = "filters__label";
      label.append(tick, " ", link.textContent, " ", number);
      tick.addEventListener("change", () => { remember(true); show(); });
      filter.options.set(item.dataset.code, { item, link, label, tick, number, total: number.textContent, text: link.textContent });
    }
    return filter;
  });
  const every = filters.flatMap((filter) => [...filter.options.values()]);

  let areLinks = true;

  function asLinks(links) {
    if (links === areLinks) return;
    areLinks = links;
    for (const option of every) option.item.replaceChildren(...(links ? [option.link, " ", option.number] : [option.label]));
    for (const option of every) if (!links) option.label.append(option.number);
    for (const { group, kind } of filters) {
      if (links) group.removeAttribute("role");
      else Object.entries({ role: "group", "aria-labelledby": `filter-${kind}` }).forEach(([name, value]) => group.setAttribute(name, value));
    }
  }

  const ticked = () => every.filter((option) => option.tick.checked);
  const chosen = () => Object.fromEntries(filters.map(({ kind, options }) => [kind, new Set([...options].filter(([, o]) => o.tick.checked).map(([code]) => code))]));

  // --- the address ------------------------------------------------------------------------------------------------------

  // Dutch and English names of filters are both understood; what is no filter here is left out.
  function read() {
    const asked = new URL(location.href).searchParams;
    field.value = (asked.get("q") || "").trim().slice(0, field.maxLength);
    for (const { names: both, options } of filters) {
      const codes = new Set(both.flatMap((name) => asked.getAll(name)));
      for (const [code, option] of options) option.tick.checked = codes.has(code);
    }
  }

  function question(which) {
    const asked = new URLSearchParams(field.value.trim() ? { q: field.value.trim() } : {});
    for (const { names: both, options } of filters) {
      for (const [code, option] of options) if (option.tick.checked) asked.append(both[which], code);
    }
    return asked.size ? `?${asked}` : "";
  }

  const here = lang === "en" ? 1 : 0;
  const otherPage = switchTo && switchTo.getAttribute("href");

  function keepLanguages() {
    if (switchTo) switchTo.setAttribute("href", otherPage + question(1 - here));
  }

  // Each choice is a step for the back button, and so is a search; its letters are not.
  function remember(step) {
    const address = location.pathname + question(here) + location.hash;
    keepLanguages();
    if (address === location.pathname + location.search + location.hash) {
      if (step) history.replaceState({ typing: false }, "");
      return;
    }
    if (step || !(history.state && history.state.typing)) history.pushState({ typing: !step }, "", address);
    else history.replaceState({ typing: true }, "", address);
  }

  // --- fetching ---------------------------------------------------------------------------------------------------------

  let fetching = null;
  let loaded = false;

  function fetched() {
    fetching ||= Promise.all([
      fetch(words.index).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status)))),
      import(words.search), import(words.fuzzy),
    ]).then(([index, search, fuzzy]) => new search.Directory(index, (kind, code) => {
      const option = filters.find((filter) => filter.kind === kind)?.options.get(code);
      return option && option.text;
    }, fuzzy.default)).then((directory) => { loaded = true; return directory; }).catch((error) => { fetching = null; throw error; });
    return fetching;
  }

  // --- showing ----------------------------------------------------------------------------------------------------------

  const filled = (text, number) => text.replace("{n}", number.toLocaleString(lang));
  let speaking = 0;

  function say(text) {
    count.textContent = text;
    clearTimeout(speaking);
    speaking = setTimeout(() => { spoken.textContent = text; }, PAUSE);
  }

  function element(tag, block, ...inside) {
    const made = document.createElement(tag);
    made.className = block;
    made.append(...inside);
    return made;
  }

  function rowOf({ name, id, former, also, place, sector, year, gone }) {
    const link = element("a", "index__name", name);
    link.href = `${words.profiles}${id}/`;
    const told = [place, sector, ...also.map((other) => words.also.replace("{name}", other)), ...former.map((old) => words.former.replace("{name}", old)), gone ? words.gone : ""].filter(Boolean);
    const entry = element("span", "index__entry", link);
    if (told.length) entry.append(" ", element("span", "index__detail", told.join(", ")));
    return element("li", "index__row", entry, " ", element("span", "index__year", element("span", "spoken", `${words.signed} `), String(year)));
  }

  function chip(option) {
    const made = element("button", "directory__chip", option.text);
    made.type = "button";
    made.setAttribute("aria-label", words.remove.replace("{filter}", option.text));
    made.addEventListener("click", () => {
      const at = [...chips.children].indexOf(made);
      option.tick.checked = false;
      remember(true);
      show().then(() => (chips.querySelectorAll(".directory__chip")[at] || chips.querySelector(".directory__chip:last-of-type") || field).focus());
    });
    return made;
  }

  function clearing() {
    const made = element("button", "directory__clear", words.clear);
    made.type = "button";
    made.addEventListener("click", () => {
      field.value = "";
      for (const option of every) option.tick.checked = false;
      remember(true);
      show().then(() => field.focus());
    });
    return made;
  }

  function list(directory, found) {
    rows.replaceChildren(...found.slice(0, AT_ONCE).map((number) => rowOf(directory.row(number))));
    const rest = found.slice(AT_ONCE);
    more.hidden = !rest.length;
    more.textContent = filled(words.more, rest.length);
    more.onclick = () => {
      if (!rest.length) return;
      rows.append(...rest.map((number) => rowOf(directory.row(number))));
      more.hidden = true;
      rows.children[AT_ONCE].querySelector("a").focus();
    };
  }

  function rest() {
    clearTimeout(counting);
    results.hidden = true;
    names.hidden = false;
    done.hidden = true;
    for (const option of every) number(option, option.total);
    say(atRest);
  }

  function number(option, text) {
    option.number.textContent = text;
    option.label.classList.toggle("filters__label--none", text === "0");
  }

  let shown = 0;
  let counting = 0;

  async function show() {
    const turn = ++shown;
    const options = ticked();
    const asks = options.length > 0 || field.value.trim() !== "";
    chips.hidden = !asks;
    chips.replaceChildren(...options.map(chip), ...(asks ? [clearing()] : []));
    if (!asks) return rest();
    if (!loaded) say(words.loading);
    let directory;
    try {
      directory = await fetched();
    } catch {
      return fail();
    }
    if (turn !== shown) return;      // somebody asked something else meanwhile
    asLinks(false);
    const asked = [field.value, chosen()];
    const found = directory.find(...asked);
    names.hidden = true;
    results.hidden = !found.length;
    list(directory, found);
    say(found.length ? filled(found.length === 1 ? words.one : words.many, found.length) : options.length ? words.none : words.misspelled);
    done.textContent = found.length === 1 ? words.showone : filled(words.showmany, found.length);
    done.hidden = !found.length;
    // Names first: the numbers beside the filters come when these stand there.
    clearTimeout(counting);
    counting = setTimeout(() => numbers(directory, directory.counts(...asked)));
  }

  function numbers({ index }, counts) {
    for (const { kind, options } of filters) {
      index.facets[kind].codes.forEach((code, place) => {
        // A page that is older than the index may lack a filter.
        if (options.has(code)) number(options.get(code), counts[kind][place].toLocaleString(lang));
      });
    }
  }

  // Without the index the page is what it is without script: letters, and links to lists.
  function fail() {
    const focused = every.find((option) => option.tick === document.activeElement);
    for (const option of every) option.tick.checked = false;
    asLinks(true);
    if (focused) focused.link.focus();
    rest();
    chips.hidden = true;
    say(words.failed);
  }

  done.addEventListener("click", () => {
    fold.open = false;
    count.scrollIntoView({ block: "start" });
    count.focus();
  });
  box.addEventListener("submit", (event) => { event.preventDefault(); remember(true); });
  field.addEventListener("focus", () => { fetched().catch(() => {}); }, { once: true });
  field.addEventListener("input", () => { remember(false); show(); });
  window.addEventListener("popstate", () => { read(); keepLanguages(); show(); });

  box.hidden = false;
  asLinks(false);
  read();
  keepLanguages();
  if (question(here)) show();
  // What no filter of this page is goes from the address too.
  if (question(here) !== location.search && location.search) history.replaceState(history.state, "", location.pathname + question(here) + location.hash);
})();
