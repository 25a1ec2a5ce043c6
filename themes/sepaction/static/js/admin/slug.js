// Slugs that keep Thai vowel and tone marks; the rule is that of cms/pages/slugs.py.
(() => {
  const LONGEST = 120;
  // The combining marks of Latin letters and of Thai.
  const MARKS = "\\u0300-\\u036f\\u0e31\\u0e34-\\u0e3a\\u0e47-\\u0e4e";
  const INVISIBLE = /\p{Cf}/gu;
  const FOREIGN_MARKS = new RegExp(`(?![${MARKS}])\\p{M}`, "gu");
  const OTHERS = new RegExp(`[^\\p{L}\\p{N}${MARKS}]+`, "gu");
  const ORPHANS = new RegExp(`(?<=^|-)[${MARKS}]+`, "gu");
  const LAST_LETTER = new RegExp(`.[${MARKS}]*$`, "u");
  const STARTS_WITH_MARK = new RegExp(`^[${MARKS}]`, "u");

  function trimmed(slug) {
    return slug.replace(/-+/g, "-").replace(/^-|-$/g, "");
  }

  function slugify(text) {
    const plain = text.normalize("NFC").toLowerCase().normalize("NFC").replace(INVISIBLE, "").replace(FOREIGN_MARKS, "");
    const slug = trimmed(plain.replace(OTHERS, "-").replace(ORPHANS, ""));
    let cut = slug.slice(0, LONGEST);
    if (STARTS_WITH_MARK.test(slug.slice(LONGEST))) cut = cut.replace(LAST_LETTER, "");
    return trimmed(cut);
  }

  class SlugController extends window.StimulusModule.Controller {
    // Leaving the field tidies what was typed.
    clean() {
      this.element.value = slugify(this.element.value);
    }

    // The title asks whether the slug still follows it; a slug that somebody wrote is left alone.
    compare(event) {
      const { value } = event.detail;
      if (this.element.value && slugify(value) !== this.element.value) event.preventDefault();
    }

    fill(event) {
      event.preventDefault();
      this.element.value = slugify(event.detail.value);
    }
  }

  window.wagtail.app.register("sep-slug", SlugController);
})();
