// What makes the pages quicker or kinder. Every part works without it.

/** Light or dark: the visitor's choice, kept in this browser only. */
function themeToggle(button) {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
  const show = () => button.setAttribute("aria-pressed", String(isDark()));
  button.addEventListener("click", () => {
    const theme = isDark() ? "light" : "dark";
    root.dataset.theme = theme;
    try {
      if ((theme === "dark") === dark.matches) localStorage.removeItem("theme");
      else localStorage.setItem("theme", theme);
    } catch {
      // The choice then lasts as long as the page.
    }
    show();
  });
  dark.addEventListener("change", show);
  button.hidden = false;
  show();
}

/** What is personal, fetched apart from the page, which is the same for everybody. */
async function fillFragment(place) {
  try {
    const answer = await fetch(place.dataset.fragment, {
      headers: { "X-Requested-With": "fetch" },
      credentials: "same-origin",
      redirect: "error",
    });
    const html = answer.ok ? (await answer.text()).trim() : "";
    if (html) place.outerHTML = html;
  } catch {
    // The plain link stays.
  }
}

for (const button of document.querySelectorAll("[data-theme-toggle]")) themeToggle(button);

// Only who has put something into a cart, or on a list, is worth asking about it.
for (const [sign, name] of [["cart_some", "cart"], ["wishes_some", "wish"]]) {
  if (!document.cookie.split("; ").some((one) => one.startsWith(`${sign}=`))) continue;
  for (const place of document.querySelectorAll(`[data-${name}]`)) place.dataset.fragment = place.dataset[name];
}
const places = document.querySelectorAll("[data-fragment]:not([data-fragment=''])");
if (places.length) {
  const whenIdle = window.requestIdleCallback ?? ((run) => setTimeout(run, 200));
  whenIdle(() => places.forEach(fillFragment));
}

// After a refused form the summary of its problems is where reading goes on.
document.querySelector("[data-focus]")?.focus();

// A form that is on its way is not sent twice.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));
