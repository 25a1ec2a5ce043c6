// Slugs that keep Thai vowel and tone marks; the rule is that of cms/pages/slugs.py.
(() => {
  const LONGEST = 120;

  function slugify(text) {
    const kept = text.normalize("NFC").toLowerCase().replaceAll("\u200b", "").replace(/[^\p{L}\p{M}\p{N}]+/gu, "-");
    const slug = kept.replace(/-+/g, "-").replace(/^-+|-+$/g, "");
    let cut = slug.slice(0, LONGEST);
    while (cut && cut.length < slug.length && /\p{M}/u.test(slug[cut.length])) cut = cut.slice(0, -1);
    return cut.replace(/-+$/, "");
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
