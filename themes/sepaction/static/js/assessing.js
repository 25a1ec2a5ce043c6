// Sends every answer as it is given, and keeps it on the device until the site has it. Without it, one button saves a sheet.

const told = document.querySelector("[data-assessing]");
const words = told?.dataset ?? {};
const mine = `kalyanamitr ${words.user} `;
const sheet = document.querySelector("[data-sheet]");
const rows = new Map([...document.querySelectorAll("[data-ask]")].map((row) => [row.dataset.key, row]));
const WAITS = [2, 5, 10, 20, 40, 60]; // seconds between tries
const TRIED = 6; // of what was sent, remembered to know it again

/* What this device keeps: one entry a thing, until the site has it. */

const memory = new Map();
let isFragile = false;

function read(key) {
  if (memory.has(key)) return memory.get(key);
  try {
    return JSON.parse(localStorage.getItem(mine + key));
  } catch {
    return null;
  }
}

function keep(key, entry) {
  try {
    localStorage.setItem(mine + key, JSON.stringify(entry));
    memory.delete(key);
  } catch {
    memory.set(key, entry);
    isFragile = true;
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

function keys() {
  let kept = [];
  try {
    kept = Object.keys(localStorage).filter((name) => name.startsWith(mine)).map((name) => name.slice(mine.length));
  } catch {
    // Nothing was kept.
  }
  return [...new Set([...kept, ...memory.keys()])];
}

/* A row: its fields by their plain names. */

const field = (row, name) => row.querySelector(`[name="${CSS.escape(`${row.dataset.ask}-${name}`)}"]`);
const fields = (row, name) => [...row.querySelectorAll(`[name="${CSS.escape(`${row.dataset.ask}-${name}`)}"]`)];

function content(row) {
  if (row.dataset.ask === "strength") return { text_th: field(row, "text_th").value.trim(), text_en: field(row, "text_en").value.trim() };
  const choice = fields(row, "choice").find((one) => one.checked)?.value ?? "";
  const value = field(row, "value")?.value.trim() ?? "";
  const isMeasured = value !== "" && (choice === "" || choice === "measured");
  return { choice: isMeasured ? "measured" : choice, value: isMeasured ? value : "", note: field(row, "note").value.trim() };
}

function fill(row, data) {
  for (const [name, value] of Object.entries(data)) {
    for (const one of fields(row, name)) {
      if (one.type === "radio") one.checked = one.value === value && value !== "";
      else one.value = value;
      if (value && one.closest("details")) one.closest("details").open = true;
    }
  }
  look(row);
}

const plain = (value) => {
  const digits = (value ?? "").replace(/[๐-๙]/g, (digit) => "๐๑๒๓๔๕๖๗๘๙".indexOf(digit)).replace(/[\s,]/g, "");
  return digits !== "" && !Number.isNaN(Number(digits)) ? String(Number(digits)) : (value ?? "").trim();
};
const isSame = (one, other) => Object.keys(one).every((name) =>
  name === "value" ? plain(one[name]) === plain(other[name]) : (one[name] ?? "").trim() === (other[name] ?? "").trim());

/** What follows from what is chosen: the step that a number reaches, and how many are answered. */
function look(row) {
  const bands = row.querySelector("[data-bands]");
  if (bands) {
    const { choice, value } = content(row);
    const number = Number(plain(value));
    let reached = null;
    for (const band of bands.children) {
      const bound = band.dataset.bound;
      const isMet = bound === "" || (bands.dataset.bands === "higher" ? number >= Number(bound) : number <= Number(bound));
      if (choice === "measured" && plain(value) !== "" && !Number.isNaN(number) && isMet) reached = band;
    }
    for (const band of bands.children) band.classList.toggle("is-reached", band === reached);
  }
  const count = document.querySelector("[data-count]");
  if (!count) return;
  const done = [...rows.values()].filter((one) => one.dataset.ask !== "strength" && content(one).choice !== "").length;
  count.querySelector("[data-count-done]").textContent = done;
  count.querySelector("progress").value = done;
}

/* What is said beside a row. */

function say(row, kind, text, button) {
  const place = row?.querySelector("[data-state]");
  if (!place) return;
  place.className = `assess-state is-${kind}`;
  place.textContent = text;
  if (button) place.append(" ", button);
}

const make = (tag, more) => Object.assign(document.createElement(tag), more);
const link = (href, textContent) => make("a", { href, textContent });

function dropButton(key) {
  const button = make("button", { type: "button", className: "button is-quiet is-small", textContent: words.drop });
  button.addEventListener("click", () => {
    drop(key);
    location.reload();
  });
  return button;
}

const signIn = () => link(`${words.signIn}?${new URLSearchParams({ next: location.pathname })}`, words.signInWords);

/** On pages that do not show it: what this device still keeps, and where. */
function sayLeft(hadSome = false) {
  const left = keys().filter((key) => !rows.has(key)).map((key) => [key, read(key)]).filter(([, entry]) => entry);
  if (!told || (!left.length && !hadSome && told.hidden)) return;
  told.hidden = false;
  told.replaceChildren();
  if (!left.length) return told.append(words.leftNone);
  told.append(words.leftSome);
  const list = make("ul");
  for (const [key, entry] of left) {
    const item = make("li");
    item.append(link(entry.page, entry.title));
    if (entry.problem) item.append(` · ${entry.problem} `, dropButton(key));
    list.append(item);
  }
  told.append(list);
}

/* Sending: one request a thing at a time, and the latest content only. */

const sending = new Set();
const held = new Set(); // wait for somebody's choice, or for what is missing
const tries = new Map();
const timers = new Map();

const token = () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? document.querySelector('[name="csrfmiddlewaretoken"]')?.value ?? "";

async function ask(url, body) {
  try {
    const answer = await fetch(url, {
      method: "POST",
      body,
      headers: { "X-CSRFToken": token(), "X-Requested-With": "fetch", Accept: "application/json" },
      credentials: "same-origin",
      redirect: "error",
      signal: AbortSignal.timeout?.(body instanceof FormData ? 300_000 : 20_000),
    });
    if (answer.status >= 500 || answer.status === 429) return { status: 0 };
    if (answer.status === 404) return { status: 404, problem: words.gone };
    return { status: answer.status, ...(await answer.json()) };
  } catch {
    return { status: 0 };
  }
}

function later(key) {
  const count = tries.get(key) ?? 0;
  tries.set(key, count + 1);
  clearTimeout(timers.get(key));
  timers.set(key, setTimeout(() => send(key), WAITS[Math.min(count, WAITS.length - 1)] * 1000));
}

async function send(key) {
  clearTimeout(timers.get(key));
  const entry = read(key);
  if (!entry || sending.has(key) || held.has(key)) return;
  sending.add(key);
  say(rows.get(key), "saving", words.saving);
  const { data } = entry;
  entry.tried = [...(entry.tried ?? []), data].slice(-TRIED);
  keep(key, entry);
  const answer = await ask(entry.url, new URLSearchParams({ ...data, seen: entry.seen, phase: entry.phase }));
  sending.delete(key);
  settle(key, data, answer);
  sayLeft();
}

function settle(key, data, answer) {
  const row = rows.get(key);
  const entry = read(key);
  if (answer.status === 0) {
    say(row, "waiting", isFragile ? words.fragile : words.waiting);
    return later(key);
  }
  tries.delete(key);
  if (!entry) return;
  if (answer.status === 200) return saved(key, row, entry, data, answer);
  const isNext = Number(answer.revision) === Number(entry.seen) + 1;
  if (answer.status === 409 && isNext && entry.tried.some((one) => isSame(one, answer.content))) {
    // It was sent from here; only the answer to it was lost.
    if (isSame(entry.data, answer.content)) return saved(key, row, entry, entry.data, { ...answer, at: "" });
    keep(key, { ...entry, seen: answer.revision });
    return send(key);
  }
  if (answer.status === 401) {
    say(row, "waiting", words.signedOut, signIn());
    return keep(key, { ...entry, problem: words.signedOut });
  }
  held.add(key);
  if (answer.status === 409) {
    keep(key, { ...entry, problem: words.conflict });
    say(row, "refused", words.conflict);
    if (row) showConflict(key, row, answer);
  } else {
    keep(key, { ...entry, problem: answer.problem });
    say(row, "refused", `${words.refused} ${answer.problem}`, dropButton(key));
  }
}

function saved(key, row, entry, data, answer) {
  if (row) {
    field(row, "seen").value = answer.revision;
    field(row, "was").value = answer.was;
  }
  if (!isSame(entry.data, data)) {
    keep(key, { ...entry, seen: answer.revision, tried: [] });
    return send(key);
  }
  drop(key);
  say(row, "saved", `${answer.revision ? words.saved : words.back} ${answer.at}`.trim());
}

function showConflict(key, row, answer) {
  const place = row.querySelector("[data-conflict-place], [data-conflict-box]");
  place.outerHTML = answer.html;
  const box = row.querySelector("[data-conflict-box]");
  box.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    event.preventDefault();
    const entry = read(key);
    box.outerHTML = "<div data-conflict-place></div>";
    held.delete(key);
    if (button.value === "theirs") {
      drop(key);
      fill(row, answer.content);
      field(row, "seen").value = answer.revision;
      field(row, "was").value = answer.was;
      say(row, "saved", "");
    } else {
      keep(key, { ...entry, seen: answer.revision, tried: [], problem: "" });
      send(key);
    }
    row.querySelector("input, textarea").focus();
  });
}

/* What is given. */

function given(row, wait) {
  const key = row.dataset.key;
  const before = read(key);
  const data = content(row);
  look(row);
  const isOpen = row.querySelector("[data-conflict-box]") !== null; // two answers wait for a choice
  keep(key, {
    tried: [],
    ...before,
    data,
    seen: before?.seen ?? field(row, "seen").value,
    url: row.dataset.url,
    phase: row.dataset.phase,
    page: location.pathname,
    title: row.dataset.title,
    problem: "",
  });
  if (isOpen) return;
  held.delete(key);
  tries.delete(key);
  clearTimeout(timers.get(key));
  timers.set(key, setTimeout(() => send(key), wait));
}

for (const [key, row] of rows) {
  const isOwn = (target) => target.closest("[data-evidence]") === null;
  row.addEventListener("change", (event) => isOwn(event.target) && given(row, 0));
  row.addEventListener("input", (event) => {
    if (!isOwn(event.target) || event.target.type === "radio") return;
    const number = event.target === field(row, "value") && fields(row, "choice").find((one) => one.value === "measured");
    if (number) number.checked = event.target.value.trim() !== "";
    given(row, 1000);
  });
  const entry = read(key);
  if (entry) fill(row, entry.data);
}

function sendAll() {
  for (const key of keys()) send(key);
}

if (told) {
  const hadSome = keys().some((key) => !rows.has(key));
  sendAll();
  sayLeft(hadSome);
  addEventListener("online", sendAll);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && sendAll());
}
for (const part of document.querySelectorAll("[data-without-script]")) part.hidden = true;
addEventListener("beforeunload", (event) => {
  const isWaiting = [...rows.keys()].some((key) => read(key)) || document.querySelector("[data-evidence].is-sending");
  if (isWaiting) event.preventDefault();
});

/* Evidence. */

/** A photo of a phone is larger than the line it has to go through. */
async function lighter(file) {
  if (!file.type.startsWith("image/") || file.size < 700_000) return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, 2000 / Math.max(picture.width, picture.height));
    const canvas = make("canvas", { width: picture.width * scale, height: picture.height * scale });
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const small = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
    return small && small.size < file.size ? new File([small], "photo.jpg", { type: "image/jpeg" }) : file;
  } catch {
    return file;
  }
}

/* What is written of a piece stays on the device until it is added. */
const draft = (box) => `draft ${mine}${box.dataset.url}`;
const lines = (box) => [...box.querySelectorAll("input:not([type=file]), textarea")];

function keepDraft(box) {
  try {
    const written = lines(box).map((one) => one.value);
    if (written.some(Boolean)) localStorage.setItem(draft(box), JSON.stringify(written));
    else localStorage.removeItem(draft(box));
  } catch {
    // Nothing is kept.
  }
}

function restoreDraft(box) {
  try {
    const written = JSON.parse(localStorage.getItem(draft(box))) ?? [];
    lines(box).forEach((one, number) => { one.value ||= written[number] ?? ""; });
    if (written.length) for (const one of [box.closest("details"), box.querySelector("details")]) one.open = true;
  } catch {
    // Nothing was kept.
  }
}

for (const box of sheet?.querySelectorAll("[data-evidence]") ?? []) {
  box.closest("details").addEventListener("input", (event) => keepDraft(event.target.closest("[data-evidence]")));
  restoreDraft(box);
}

async function changeEvidence(box, button) {
  const body = new FormData();
  const prefix = `${box.dataset.evidence}-`;
  if (button.name === "remove") body.append("remove", button.value);
  else {
    for (const one of box.querySelectorAll(`[name^="${CSS.escape(prefix)}"]`)) {
      const name = one.name.slice(prefix.length);
      if (one.type !== "file") body.append(name, one.value);
      else if (one.files[0]) body.append(name, await lighter(one.files[0]));
    }
  }
  const state = box.querySelector("[data-evidence-state]");
  const tell = (kind, text) => {
    state.className = `assess-state is-${kind}`;
    state.textContent = text;
  };
  box.classList.add("is-sending");
  tell("saving", words.sending);
  const answer = await ask(box.dataset.url, body);
  if (!box.isConnected) return;
  if (answer.status === 0) {
    tell("waiting", words.unsent);
    addEventListener("online", () => changeEvidence(box, button), { once: true });
    return;
  }
  box.classList.remove("is-sending");
  if (answer.status === 401) {
    tell("waiting", words.signedOut);
    state.append(" ", signIn());
  } else if (answer.status === 200) {
    const details = box.closest("details");
    box.outerHTML = answer.html;
    const now = details.querySelector("[data-evidence]");
    if (button.name === "remove") restoreDraft(now);
    else keepDraft(now);
    details.querySelector("summary").textContent = details.querySelector("summary").textContent.replace(/\(\d+\)/, `(${now.querySelectorAll(".assess-pieces > li").length})`);
    const place = now.querySelector("[data-evidence-state]");
    place.className = "assess-state is-saved";
    place.textContent = button.name === "remove" ? "" : words.added;
  } else tell("refused", `${words.refused} ${answer.problem ?? ""}`);
}

sheet?.addEventListener("click", (event) => {
  const button = event.target.closest("[data-add], [data-remove]");
  if (!button) return;
  event.preventDefault();
  const box = button.closest("[data-evidence]");
  if (!box.classList.contains("is-sending")) changeEvidence(box, button);
});
// Enter in a line would send the whole sheet; it is saved as it is given.
sheet?.addEventListener("submit", (event) => {
  if (!event.submitter?.name.endsWith("-keep")) event.preventDefault();
  delete sheet.dataset.sent;
});
