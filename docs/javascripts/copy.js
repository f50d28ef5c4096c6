// Copies an example without its prompts and without what it prints.
document.addEventListener(
  "click",
  (event) => {
    const button = event.target.closest("[data-clipboard-target]");
    const code = button && document.querySelector(button.dataset.clipboardTarget);
    if (!code || !code.querySelector(".gp")) return;
    const copy = code.cloneNode(true);
    copy.querySelectorAll(".gp, .go, .gr, .gt").forEach((shown) => shown.remove());
    button.dataset.clipboardText = copy.textContent.split("\n").filter((line) => line.trim()).join("\n") + "\n";
  },
  true,
);
