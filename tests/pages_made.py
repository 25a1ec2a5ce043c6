"""Pages for tests, made and published the way an editor's are."""

from functools import cache
from typing import Any, TypeVar

import geothai
from wagtail.models import Locale, Page

from cms.home.models import HomePage, StandardPage
from cms.lao.models import JoinPage, LaoIndexPage, LaoProfilePage
from cms.pages.models import SepPage
from cms.places.models import District, Lao, Province, Subdistrict
from cms.places.refresh import Level, Rows, apply, official_rows
from cms.places.services import register_lao
from cms.stories.models import StoryIndexPage, StoryPage

P = TypeVar("P", bound=SepPage)

_official = cache(official_rows)


def provinces(*with_districts: str) -> None:
    """All 77 provinces; districts of those named only, which is quicker than all of Thailand."""
    official = _official()
    districts = {code: row for code, row in official[District].items() if code[:2] in with_districts}
    rows: dict[Level, Rows] = {Province: official[Province], District: districts, Subdistrict: {}}
    apply(version=geothai.DATA_VERSION, rows=rows)


def section(model: type[P], thai: str, english: str, slug: str) -> P:
    """A section in both languages, below the `site` fixture's homes; returns the Thai one."""
    by_language = {home.locale.language_code: home for home in HomePage.objects.select_related("locale")}
    page = by_language["th"].add_child(instance=model(title=thai, slug=slug, locale=by_language["th"].locale))
    twin = model(title=english, slug=slug, locale=by_language["en"].locale, translation_key=page.translation_key)
    by_language["en"].add_child(instance=twin)
    return page  # type: ignore[no-any-return]  # Wagtail's managers have no types


def publish(parent: Page, page: P) -> P:
    """Put a new page below `parent` and publish it."""
    page.live = False
    page.locale = parent.locale
    parent.refresh_from_db()
    parent.add_child(instance=page)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)  # type: ignore[no-any-return]  # Wagtail's managers have no types


def translate(page: P, **words: Any) -> P:
    """The English page of a Thai one, published, as Wagtail's “translate this page” makes it."""
    translated = page.copy_for_translation(Locale.objects.get(language_code="en"))
    for name, value in words.items():
        setattr(translated, name, value)
    translated.save_revision().publish()
    return type(page).objects.get(pk=translated.pk)  # type: ignore[no-any-return]  # Wagtail's managers have no types


def make_lao(
    name_th: str = "หนองแวง", kind: str = "tao", province: str = "40", name_en: str = "Nong Waeng", **places: str
) -> Lao:
    """A row of the registry."""
    return register_lao(type=kind, name_th=name_th, name_en=name_en, province=province, **places)


def make_lao_profile(lao: Lao | None = None, **fields: Any) -> LaoProfilePage:
    """A published Thai profile."""
    lao = lao or make_lao()
    parent = LaoIndexPage.objects.get(locale__language_code="th")
    return publish(parent, LaoProfilePage(**{"title": lao.called("full", language="th"), "lao": lao, **fields}))


def make_join_page(**fields: Any) -> JoinPage:
    """The published Thai page on which LAOs ask to join."""
    parent = LaoIndexPage.objects.get(locale__language_code="th")
    return publish(parent, JoinPage(**{"title": "ขอเข้าร่วม", "slug": "join", **fields}))


def make_story(title: str = "เรื่องของป้า", **fields: Any) -> StoryPage:
    """A published Thai story; its section is made with the first."""
    parent = StoryIndexPage.objects.filter(locale__language_code="th").first()
    parent = parent or section(StoryIndexPage, "เรื่องเล่า", "Stories", "stories")
    return publish(parent, StoryPage(title=title, **fields))


def make_standard(title: str = "คู่มือ", **fields: Any) -> StandardPage:
    """A published Thai page of plain words below the home page."""
    home = HomePage.objects.get(locale__language_code="th")
    return publish(home, StandardPage(title=title, **fields))
