// Sends a sale as it is entered, and keeps it on the phone until the site has it. Without it, one button sends the form.

const form = document.querySelector("form[data-selling]");
const words = form.dataset;
const mine = `sale ${words.user} ${location.pathname} `;
const draftKey = `draft ${mine}`;
const waiting = document.querySelector("[data-sale-waiting]");
const WAITS = [2, 5, 10, 20, 40, 60]; // seconds between tries

/* What this phone keeps: one entry a sale, by the key of its form. */

const memory = new Map();

function keep(key, entry) {
  try {
    localStorage.setItem(mine + key, JSON.stringify(entry));
    memory.delete(key);
  } catch {
    memory.set(key, entry);
  }
}

function drop(key) {
  memory.delete(key);
  try {
    localStorage.removeItem(mine + key);
  } catch {
    // Nothing was kept.
  }
}

function kept() {
  const found = new Map();
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith(mine)) found.set(name.slice(mine.length), JSON.parse(localStorage.getItem(name)));
    }
  } catch {
    // Nothing was kept.
  }
  for (const [key, entry] of memory) found.set(key, entry);
  return found;
}

/* The form. */

const field = (name) => form.elements[name];
const chosen = () => form.querySelector('[name="what"]:checked');

function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(11));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const digits = (text) => text.replace(/[๐-๙]/g, (digit) => "๐๑๒๓๔๕๖๗๘๙".indexOf(digit)).replace(/[\s,฿]/g, "");
const pieces = () => Number(digits(field("pieces").value) || field("quick").value || 1);

/** What the price says, where nothing else was written; null where neither says anything. */
function sum() {
  const written = digits(field("total").value);
  if (written) return Number(written);
  const price = chosen()?.dataset.price;
  return price && price !== "None" ? (Number(price) * pieces()) / 100 : null;
}

const baht = (amount) => `฿${amount.toLocaleString("en-US", { maximumFractionDigits: 2 })}`;

function look() {
  const amount = sum();
  const isKnown = amount !== null && !Number.isNaN(amount) && amount > 0;
  form.querySelector("[data-sale-sum]").textContent = isKnown ? baht(amount) : "";
}

const written = () => [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");

function fill(pairs) {
  const said = new Map(pairs);
  for (const one of form.elements) {
    if (!one.name || one.type === "hidden" || one.type === "submit") continue;
    if (one.type === "radio") one.checked = said.get(one.name) === one.value;
    else if (one.type === "checkbox") one.checked = said.has(one.name);
    else one.value = said.get(one.name) ?? "";
  }
  const at = chosen()?.closest("details");
  if (at) at.open = true;
  look();
}

function keepDraft() {
  try {
    localStorage.setItem(draftKey, JSON.stringify(written().filter(([name]) => !["key", "sold_on"].includes(name))));
  } catch {
    // Nothing is kept.
  }
}

function forgetDraft() {
  try {
    localStorage.removeItem(draftKey);
  } catch {
    // Nothing was kept.
  }
}

/** Ready for the next: place, day and stock stay as they are. */
function next() {
  for (const one of form.querySelectorAll('[name="what"], [name="quick"]')) one.checked = one.name === "quick" && one.value === "1";
  for (const name of ["name", "pieces", "total"]) field(name).value = "";
  field("key").value = newKey();
  forgetDraft();
  look();
}

/* What waits, beside the form. */

const make = (tag, more) => Object.assign(document.createElement(tag), more);

function button(textContent, act) {
  const one = make("button", { type: "button", className: "button is-quiet is-small", textContent });
  one.addEventListener("click", act);
  return one;
}

function show() {
  waiting.replaceChildren();
  for (const [key, entry] of kept()) {
    const item = make("li", { className: entry.problem ? "is-bad" : "" });
    item.append(make("strong", { textContent: entry.title }), make("span", { textContent: entry.problem || entry.state || words.sending }));
    if (entry.isSignedOut) item.append(make("a", { href: `${words.signIn}?${new URLSearchParams({ next: location.pathname })}`, textContent: words.signInWords }));
    if (entry.isShort) item.append(button(words.without, () => again(key, { ...entry, pairs: [...entry.pairs, ["without_stock", "1"]] })));
    if (entry.problem) {
      item.append(button(words.correct, () => { drop(key); fill(entry.pairs); field("key").value = key; show(); }));
      item.append(button(words.drop, () => { drop(key); show(); }));
    }
    waiting.append(item);
  }
}

function again(key, entry) {
  keep(key, { ...entry, problem: "", isShort: false });
  send(key);
}

/* Sending: one request a sale at a time. */

const sending = new Set();
const timers = new Map();
const tries = new Map();
const token = () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? field("csrfmiddlewaretoken").value;

async function ask(pairs) {
  try {
    const answer = await fetch(location.pathname, {
      method: "POST",
      body: new URLSearchParams(pairs),
      headers: { "X-CSRFToken": token(), "X-Requested-With": "fetch", Accept: "application/json" },
      credentials: "same-origin",
      redirect: "manual",
      signal: AbortSignal.timeout?.(20_000),
    });
    if (answer.type === "opaqueredirect") return { status: 401 };
    if (answer.status >= 500 || answer.status === 429) return { status: 0 };
    if (answer.status === 404) return { status: 404, problem: words.gone };
    if (answer.status === 403) return { status: 401 };
    return { status: answer.status, ...(await answer.json()) };
  } catch {
    return { status: 0 };
  }
}

async function send(key) {
  clearTimeout(timers.get(key));
  const entry = kept().get(key);
  if (!entry || entry.problem || sending.has(key)) return;
  sending.add(key);
  show();
  const answer = await ask(entry.pairs);
  sending.delete(key);
  if (answer.status === 200) {
    drop(key);
    document.querySelector("[data-sale-latest]").innerHTML = answer.html;
  } else if (answer.status === 0) {
    const count = tries.get(key) ?? 0;
    tries.set(key, count + 1);
    keep(key, { ...entry, state: memory.has(key) ? words.fragile : words.waiting });
    timers.set(key, setTimeout(() => send(key), WAITS[Math.min(count, WAITS.length - 1)] * 1000));
  } else if (answer.status === 401) keep(key, { ...entry, state: words.signedOut, isSignedOut: true });
  else keep(key, { ...entry, problem: answer.problem, isShort: answer.short });
  show();
}

function sendAll() {
  for (const key of kept().keys()) send(key);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  delete form.dataset.sent; // the next sale goes the same way
  const what = chosen();
  if (!what) {
    form.querySelector(".sale-what").scrollIntoView({ block: "start" });
    return form.querySelector('[name="what"]').focus();
  }
  const amount = sum();
  const name = what.nextElementSibling.firstChild.textContent.trim();
  const title = `${pieces()} × ${field("name").value.trim() || name}${amount ? ` · ${baht(amount)}` : ""}`;
  const key = field("key").value;
  keep(key, { pairs: written(), title, state: "" });
  next();
  send(key);
});
form.addEventListener("input", () => { look(); keepDraft(); });

try {
  const draft = JSON.parse(localStorage.getItem(draftKey));
  if (draft && !form.querySelector(".errorlist")) fill([...draft, ["sold_on", field("sold_on").value]]);
} catch {
  // Nothing was kept.
}
look();
show();
sendAll();
addEventListener("online", sendAll);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && sendAll());
addEventListener("beforeunload", (event) => { if (memory.size) event.preventDefault(); });
