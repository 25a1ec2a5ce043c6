// Products seen lately: this browser alone remembers which they are, and asks for their cards.

const KEPT = "seen";
const MOST = 12;

/** Keys of the products, the latest first; none where the browser keeps nothing. */
function seen() {
  try {
    return (localStorage.getItem(KEPT) ?? "").split(".").filter((key) => /^\d{1,12}$/.test(key));
  } catch {
    return [];
  }
}

function keep(keys) {
  try {
    if (keys.length) localStorage.setItem(KEPT, keys.slice(0, MOST).join("."));
    else localStorage.removeItem(KEPT);
  } catch {
    // Then nothing is remembered.
  }
}

async function show(section, keys) {
  try {
    const answer = await fetch(`${section.dataset.seen}?p=${keys.join(".")}`, { credentials: "same-origin" });
    const html = answer.ok ? (await answer.text()).trim() : "";
    if (!html) return;
    section.querySelector("[data-seen-place]").innerHTML = html;
    section.hidden = false;
  } catch {
    // The section stays away.
  }
}

const section = document.querySelector("[data-seen]");
if (section) {
  const here = section.dataset.product;
  const before = seen().filter((key) => key !== here);
  keep([here, ...before]);
  section.querySelector("[data-seen-clear]").addEventListener("click", () => {
    keep([]);
    section.hidden = true;
  });
  // Worth its bytes only when somebody comes near.
  if (before.length) {
    const watcher = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      watcher.disconnect();
      show(section, before.slice(0, MOST));
    }, { rootMargin: "600px" });
    watcher.observe(section.previousElementSibling ?? document.body);
  }
}
