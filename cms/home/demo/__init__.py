"""The demo's home page, About, standard pages and the words of the sections."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from cms.academy.models import AcademyIndexPage
from cms.blocks.demo.bricks import bricks, metric, raw_metric, read
from cms.blocks.models import Source
from cms.home.models import AboutPage, ContactPage, HomePage, StandardPage
from cms.lao.models import LaoIndexPage
from cms.pages.demo import Desk, Wish, wishes_of, write
from cms.pages.models import SepPage
from cms.research.models import ResearchIndexPage
from cms.stories import demo as stories
from cms.stories.models import StoryIndexPage, StoryPage

FOLDER = Path(__file__).parent
LANGUAGES = ("th", "en")
STANDARD = ("sufficiency-economy", "guide", "figures", "privacy", "terms", "accessibility")
CHOSEN = 3
IN_MENU = frozenset({"sufficiency-economy"})
COUNTED, TARGET, COUNTER_SOURCE, COUNTER_LINE = 302, 500, "000", "19"


def wishes() -> Iterator[Wish]:
    """The pictures that these pages ask for."""
    for name in ("home", "about", *STANDARD):
        yield from wishes_of(f"page-{name}", read(FOLDER / f"{name}.th.toml"))


def load(desk: Desk) -> Iterator[str]:
    """Write what is not there yet; yields each page's name."""
    for language in LANGUAGES:
        _word_sections(desk, language)
        yield f"sections {language}"
    for name in ("about", *STANDARD):
        original: SepPage | None = None
        for language in LANGUAGES:
            file = FOLDER / f"{name}.{language}.toml"
            if file.exists():
                original = _write(desk, name, read(file), language, original) or original
        yield name


def load_front(desk: Desk) -> Iterator[str]:
    """Give the home pages their words, once everything that they lead to exists."""
    for language in LANGUAGES:
        _word_home(desk, language)
        yield f"home {language}"


@transaction.atomic
def _word_sections(desk: Desk, language: str) -> None:
    words = read(FOLDER / f"sections.{language}.toml")
    for slug, model in (
        ("stories", StoryIndexPage),
        ("academy", AcademyIndexPage),
        ("lao", LaoIndexPage),
        ("research", ResearchIndexPage),
        ("contact", ContactPage),
    ):
        page = model.objects.get(locale__language_code=language)
        if page.summary:
            continue
        page.title, page.summary = words[slug]["title"], words[slug]["summary"]
        page.intro = words[slug].get("intro", "")
        if isinstance(page, ContactPage):
            page.thanks = words[slug].get("thanks", "")
        if isinstance(page, LaoIndexPage) and language == "th":
            page.counted, page.target = COUNTED, TARGET
            page.source, page.source_line = desk.sources[COUNTER_SOURCE], COUNTER_LINE
        page.save_revision().publish()


def _write(desk: Desk, name: str, data: Mapping[str, Any], language: str, original: SepPage | None) -> SepPage | None:
    parent = HomePage.objects.get(locale__language_code=language)
    model: type[SepPage] = AboutPage if name == "about" else StandardPage
    known: SepPage | None = model.objects.child_of(parent).filter(slug=data["slug"]).first()
    if known is not None:
        return known
    page = model(title=data["title"], slug=data["slug"], locale=parent.locale, summary=data["summary"])
    page.cover = desk.cover(f"page-{name}")
    page.show_in_menus = name == "about" or name in IN_MENU
    page.body = bricks(data.get("body", []), desk.sources, desk.drawer(f"page-{name}"))
    if isinstance(page, AboutPage):
        _word_about(page, data)
    if original is not None:
        page.translation_key = original.translation_key
    write(parent, page)
    return page


def _word_about(page: AboutPage, data: Mapping[str, Any]) -> None:
    names = ("title", "years", "funder", "text")
    page.phases = [{"type": "phase", "value": {name: row.get(name, "") for name in names}} for row in data["phases"]]
    page.funders = [{"type": "name", "value": row["name"]} for row in data["funders"]]
    page.institutions = [{"type": "name", "value": row["name"]} for row in data["institutions"]]
    page.acknowledgement = data.get("acknowledgement", "")


@transaction.atomic
def _word_home(desk: Desk, language: str) -> None:
    page = HomePage.objects.get(locale__language_code=language)
    if page.lead:
        return
    data = read(FOLDER / f"home.{language}.toml")
    page.title, page.summary, page.lead = data["title"], data["summary"], data["lead"]
    page.cover = desk.cover("page-home")
    page.big_numbers = _numbers(data, desk.sources)
    page.visitors = [
        {"type": "visitor", "value": {"who": row["who"], "text": row["text"], "page": _page_at(page, row["section"])}}
        for row in data["audiences"]
    ]
    page.chosen = [{"type": "page", "value": key} for key in _featured(language)]
    page.body = bricks(data.get("body", []), desk.sources, desk.drawer("page-home"))
    page.save_revision().publish()


def _featured(language: str) -> list[int]:
    """The stories whose files say that they are featured, three at most."""
    slugs = [words["slug"] for words in stories.featured(language)]
    keys = dict(StoryPage.objects.filter(slug__in=slugs, locale__language_code=language).values_list("slug", "pk"))
    return [keys[slug] for slug in slugs if slug in keys][:CHOSEN]


def _numbers(data: Mapping[str, Any], sources: Mapping[str, Source]) -> list[dict[str, Any]]:
    return [{"type": "metric", "value": raw_metric(metric(row, sources))} for row in data["big_numbers"]]


def _page_at(home: HomePage, slug: str) -> int | None:
    found: int | None = home.get_children().filter(slug=slug).values_list("pk", flat=True).first()
    return found
