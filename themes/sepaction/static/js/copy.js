// Copies a text of the page. Without it, one marks the text and copies it by hand.
for (const button of document.querySelectorAll("[data-copy]")) {
  const place = document.getElementById(button.dataset.copy);
  const said = button.parentElement.querySelector("[data-copied]");
  if (!place || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(place.textContent.trim());
      if (said) said.textContent = said.dataset.copied;
    } catch {
      getSelection()?.selectAllChildren(place);
    }
  });
}
