// Copies the fixed link of the page, whole, and says so on the button.
(() => {
  if (window.copiesLinks) return;
  window.copiesLinks = true;

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button.copy");
    if (!button) return;
    await navigator.clipboard.writeText(new URL(button.dataset.copy, location.href).href);
    button.textContent = "Gekopieerd";
  });
})();
