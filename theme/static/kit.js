// Puts a text of the kit on the clipboard, and shows the newsletter block with or without photo. Without script all texts are there to select.
"use strict";

(() => {
  const words = document.querySelector(".kit").dataset;

  // A rich text is pasted with its layout in an editor, and as HTML in a field for code.
  async function copy(source, rich) {
    if (copyAtOnce(source, rich)) return;
    if (!window.isSecureContext || !navigator.clipboard) throw new Error("the browser did not copy");
    const types = rich ? ["text/plain", "text/html"] : ["text/plain"];
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(types.map((type) => [type, new Blob([source.value], { type })])))]);
  }

  // The way that works on http too, and that leaves every attribute as it is: the newer one cleans up HTML.
  function copyAtOnce(source, rich) {
    const fill = (event) => {
      event.preventDefault();
      event.clipboardData.setData("text/plain", source.value);
      if (rich) event.clipboardData.setData("text/html", source.value);
    };
    document.addEventListener("copy", fill, { once: true });
    source.select();
    const done = document.execCommand("copy");
    document.removeEventListener("copy", fill);
    return done;
  }

  function say(button, text, failed) {
    const status = button.parentElement.querySelector("[role=status]");
    status.textContent = "";
    status.classList.toggle("snippet__status--failed", failed);
    // Emptied first and filled later: the same words twice are then spoken twice.
    setTimeout(() => { status.textContent = text; }, 50);
  }

  async function press(button) {
    const source = document.getElementById(button.dataset.copy);
    try {
      await copy(source, button.dataset.rich === "true");
      button.focus();
      say(button, words.done, false);
    } catch {
      source.focus();
      source.select();
      say(button, words.failed, true);
    }
  }

  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => press(button));
  }

  // A browser shows the place to type in a field, and may leave half of the field below the window.
  document.addEventListener("focusin", (event) => {
    if (event.target.matches("textarea")) event.target.scrollIntoView({ block: "nearest" });
  });

  const choice = document.querySelector(".kit__photo");

  function show() {
    const chosen = choice.querySelector(":checked").value;
    for (const one of document.querySelectorAll("[data-photo]")) one.hidden = one.dataset.photo !== chosen;
    for (const paper of document.querySelectorAll(".kit__paper")) paper.classList.toggle("kit__paper--bare", chosen === "without");
  }

  if (choice) {
    choice.hidden = false;
    choice.addEventListener("change", show);
    show();
  }

  // A link to one signatory opens its part.
  function open() {
    const part = location.hash.startsWith("#signatory-") && document.getElementById(location.hash.slice(1));
    if (part) {
      part.open = true;
      part.scrollIntoView();
    }
  }

  window.addEventListener("hashchange", open);
  open();
})();
