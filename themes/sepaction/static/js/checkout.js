// Totals follow what is chosen, and places appear while one types. All of it works without this.
const form = document.querySelector("[data-checkout]");

function reckon() {
  let all = 0;
  for (const part of form.querySelectorAll("[data-order]")) {
    const chosen = (name) => form.elements[`${part.dataset.order}-${name}`].value;
    const price = form.elements[`${part.dataset.order}-seen-${chosen("shipping")}-${chosen("payment")}`];
    for (const place of part.querySelectorAll("[data-sum]")) place.textContent = price?.dataset[place.dataset.sum] ?? "–";
    all += Number(price?.value);
  }
  const baht = (all / 100).toLocaleString("en", { minimumFractionDigits: all % 100 ? 2 : 0 });
  form.querySelector("[data-all]").textContent = Number.isNaN(all) ? "–" : `฿${baht}`;
}

if (form) {
  form.addEventListener("change", reckon);
  reckon();
  for (const button of form.querySelectorAll("[data-without-script]")) button.hidden = true;
}

const words = form?.querySelector("[data-places]");
const list = form?.querySelector("[data-places-list]");
let waiting;
let asked;
words?.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    asked?.abort();
    asked = new AbortController();
    try {
      const url = `${list.dataset.placesList}?${new URLSearchParams({ q: words.value })}`;
      const answer = await fetch(url, { signal: asked.signal });
      if (answer.ok) list.innerHTML = await answer.text();
    } catch {
      // The button beside the field does the same.
    }
  }, 250);
});
