// Remembers where in a lesson a learner is, so that another device goes on there. Without it, one goes on at the lesson.

const words = document.querySelector("[data-place]");
const token = document.querySelector('[name="csrfmiddlewaretoken"]')?.value;
let told = null;

/** The heading that was passed last, a third down the screen. */
function anchor() {
  const passed = [...words.querySelectorAll('[id^="part-"]')].filter(
    (heading) => heading.getBoundingClientRect().top <= innerHeight / 3,
  );
  return passed.at(-1)?.id ?? "";
}

function tell() {
  const here = anchor();
  if (here === told || !token) return;
  const body = new URLSearchParams({ csrfmiddlewaretoken: token, anchor: here });
  if (navigator.sendBeacon(words.dataset.place, body)) told = here;
}

if (words) {
  let isSending = false;
  // Who marks the lesson done has said where they go on.
  document.addEventListener("submit", () => { isSending = true; });
  addEventListener("pageshow", () => { isSending = false; });
  addEventListener("pagehide", () => { if (!isSending) tell(); });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && !isSending) tell();
  });
}
