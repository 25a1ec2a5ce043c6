"""The pages without which there is no site: a home page in each language with its sections, and the site itself."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import transaction
from wagtail.models import Locale, Page, Site

from cms.academy.models import AcademyIndexPage
from cms.home.models import ContactPage, HomePage
from cms.lao.models import JoinPage, LaoIndexPage
from cms.pages.models import SepPage
from cms.research.models import ResearchIndexPage
from cms.stories.models import StoryIndexPage

P = TypeVar("P", bound=SepPage)

_WORDS = {
    "th": {
        "home": "sepaction",
        "stories": "เรื่องเล่าวิถีพอเพียง",
        "academy": "อคาเดมี",
        "research": "ผลการวิจัย",
        "lao": "ทำเนียบ อปท.",
        "contact": "ติดต่อเรา",
    },
    "en": {
        "home": "sepaction",
        "stories": "Stories of sufficiency",
        "academy": "Academy",
        "research": "Research results",
        "lao": "LAO directory",
        "contact": "Contact",
    },
}
_JOIN = {
    "th": {
        "title": "ขอเข้าร่วมเครือข่าย",
        "summary": "แบบคำขอเข้าร่วมสำหรับ อปท. ที่สนใจ",
        "intro": "บอกเราว่าคุณมาจาก อปท. ใด ทีมงานอ่านทุกคำขอและตอบกลับทางอีเมล ข้อมูลของผู้ติดต่อไม่แสดงบนเว็บไซต์",
    },
    "en": {
        "title": "Ask to join",
        "summary": "The form for LAOs that want to join",
        "intro": "Tell us which LAO you speak for. The team reads every request and answers by e-mail. "
        "Who asked is shown nowhere on this site.",
    },
}
_SECTIONS: tuple[tuple[str, type[SepPage]], ...] = (
    ("stories", StoryIndexPage),
    ("academy", AcademyIndexPage),
    ("research", ResearchIndexPage),
    ("lao", LaoIndexPage),
    ("contact", ContactPage),
)


@transaction.atomic
def found_site() -> HomePage:
    """The Thai home page; makes it, its sections and their English twins where they do not exist yet."""
    thai, english = (Locale.objects.get_or_create(language_code=code)[0] for code in ("th", "en"))
    root: Page = Page.get_first_root_node()
    home: HomePage | None = HomePage.objects.filter(locale=thai).first()
    if home is None:
        # Wagtail's own migration leaves a welcome page and a site on every new database.
        for page in root.get_children():
            if type(page.specific) is Page:
                page.delete()
        Site.objects.all().delete()
        home = publish(root, HomePage(title=_WORDS["th"]["home"], slug="home", locale=thai))
        Site.objects.create(hostname="localhost", root_page=home, is_default_site=True, site_name="sepaction")
    twin = HomePage.objects.filter(locale=english).first()
    if twin is None:
        root.refresh_from_db()
        words = _WORDS["en"]["home"]
        twin = HomePage(title=words, slug="home-en", locale=english, translation_key=home.translation_key)
        twin = publish(root, twin)
    _found_sections(home, twin)
    return home


def _found_sections(home: HomePage, twin: HomePage) -> None:
    for slug, model in _SECTIONS:
        words = {language: {"title": _WORDS[language][slug], "show_in_menus": True} for language in _WORDS}
        page, translated = _found_pair(home, twin, model, slug, words)
        if model is LaoIndexPage:
            _found_pair(page, translated, JoinPage, "join", _JOIN)


def _found_pair(
    above: Page, twin_above: Page, model: type[P], slug: str, fields: Mapping[str, Mapping[str, Any]]
) -> tuple[P, P]:
    """The only page of this type below each of the two, Thai and English; made and published where it is missing."""
    page = model.objects.child_of(above).first()
    if page is None:
        page = publish(above, model(slug=slug, locale=above.locale, **fields["th"]))
    translated = model.objects.child_of(twin_above).first()
    if translated is None:
        translated = model(slug=slug, locale=twin_above.locale, translation_key=page.translation_key, **fields["en"])
        translated = publish(twin_above, translated)
    return page, translated


def publish(parent: Page, page: P) -> P:
    """Put a new page below `parent` and publish it."""
    page.live = False
    parent.refresh_from_db()
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page
