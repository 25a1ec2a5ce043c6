// Filters the directory in place. All of it works without this.
const form = document.querySelector("form[data-directory]");
const part = (name, root = document) => root.querySelector(`[data-part="${name}"]`);
let shown = location.search;
let asked;

/** Map, list and form as they are at `url`; focus stays on its tile, or goes to the count. */
async function show(url) {
  asked?.abort();
  asked = new AbortController();
  try {
    const answer = await fetch(url, { signal: asked.signal });
    if (!answer.ok) throw new Error(answer.statusText);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const tile = [...part("map").querySelectorAll("a")].indexOf(document.activeElement);
    const inList = part("results").contains(document.activeElement);
    for (const name of ["map", "results"]) part(name).replaceWith(part(name, fresh));
    for (const field of form.elements) if (field.name) field.value = fresh.getElementById(field.id).value;
    const count = document.getElementById("count");
    if (tile >= 0) part("map").querySelectorAll("a")[tile].focus();
    if (inList) count.focus();
    document.querySelector("[data-announce]").textContent = count.textContent;
    if (url !== location.href) history.pushState(null, "", url);
    shown = location.search;
  } catch (error) {
    if (error.name !== "AbortError") location.assign(url);
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.('[data-part] a[href^="?"]');
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  show(link.href);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const chosen = [...new FormData(form)].filter(([, value]) => value);
  show(new URL(`?${new URLSearchParams(chosen)}`, location.href).href);
});
form.elements.region.addEventListener("change", () => (form.elements.province.value = ""));
addEventListener("popstate", () => location.search !== shown && show(location.href));
