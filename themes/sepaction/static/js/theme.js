// Runs before the first paint, so that whoever chose dark never sees a flash of light. Small on purpose.
(function () {
  var root = document.documentElement;
  root.classList.add("js");
  try {
    var chosen = localStorage.getItem("theme");
    if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  } catch (error) {
    // Storage is closed (private window, strict settings): the device's own choice holds.
  }
})();
