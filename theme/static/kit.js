// Puts a text of the kit on the clipboard, and says so. Without script the texts are there to select.
"use strict";

(() => {
  const buttons = [...document.querySelectorAll("[data-copy]")];

  // A rich text is pasted with its layout in an editor, and as HTML in a field for code.
  async function copy(source, rich) {
    const text = source.value;
    if (rich || !window.isSecureContext || !navigator.clipboard) return copyTheOldWay(source, rich);
    return navigator.clipboard.writeText(text);
  }

  function copyTheOldWay(source, rich) {
    const fill = (event) => {
      event.preventDefault();
      event.clipboardData.setData("text/plain", source.value);
      if (rich) event.clipboardData.setData("text/html", source.value);
    };
    document.addEventListener("copy", fill, { once: true });
    source.select();
    const done = document.execCommand("copy");
    document.removeEventListener("copy", fill);
    if (!done) throw new Error("the browser did not copy");
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
      say(button, button.dataset.done, false);
    } catch {
      source.focus();
      source.select();
      say(button, button.dataset.failed, true);
    }
  }

  for (const button of buttons) {
    button.hidden = false;
    button.addEventListener("click", () => press(button));
  }
})();
