"""Writes the pages of the tests.

press.story("เรื่อง")                        # published, in Thai
press.story("เรื่อง", live=False)            # a draft
press.story("Story", of=thai)               # its English translation
press.page("เรื่อง", parent=...)             # a standard page
"""

import re
from typing import Any

from django.core.management import call_command
from django.test import Client
from wagtail.models import Locale, Page, Site

from cms.home.models import HomePage, StandardPage
from cms.pages.models import SepPage
from cms.stories.models import StoryIndexPage, StoryPage
from media.models import File, Photo
from media.services import add_file, add_photo
from search.services import find
from tests.media import samples


def publish(page: SepPage) -> None:
    """Publish what the page says now."""
    page.save_revision().publish()
    page.refresh_from_db()


class Press:
    """The sections of both languages, and ways to put pages below them."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.thai, self.english = (Locale.objects.get(language_code=code) for code in ("th", "en"))
        self.home: HomePage = HomePage.objects.get(locale=self.thai)
        self.home_en: HomePage = HomePage.objects.get(locale=self.english)
        self.stories = self.put(self.home, StoryIndexPage(title="เรื่องเล่า", slug="stories"))
        twin = StoryIndexPage(title="Stories", slug="stories", translation_key=self.stories.translation_key)
        self.stories_en = self.put(self.home_en, twin)

    def put(self, parent: Page, page: Any, *, live: bool = True) -> Any:
        """Put the page below the parent, in the parent's language."""
        page.locale = parent.locale
        page.live = False
        parent.refresh_from_db()
        parent.add_child(instance=page)
        if live:
            publish(page)
        return page

    def story(self, title: str, *, live: bool = True, of: StoryPage | None = None, **fields: Any) -> StoryPage:
        """A story; with `of`, the English translation of that one."""
        page = StoryPage(title=title, **fields)
        if of is not None:
            page.translation_key = of.translation_key
        story: StoryPage = self.put(self.stories_en if of is not None else self.stories, page, live=live)
        return story

    def page(self, title: str, *, parent: Page | None = None, live: bool = True, **fields: Any) -> StandardPage:
        """A standard page, below the Thai home page where no parent is given."""
        page: StandardPage = self.put(parent or self.home, StandardPage(title=title, **fields), live=live)
        return page

    def photo(self, title: str = "ทุ่งนา", **fields: Any) -> Photo:
        """A private picture."""
        return add_photo(title=title, description=f"ภาพ{title}", image=samples.jpeg(), **fields)

    def file(self, title: str = "รายงาน") -> File:
        """A private document."""
        return add_file(title=title, content=b"abcdefghijklmnopqrstuvwxyz", filename="report.txt")


def found(words: str, *, locale: str = "th") -> list[str]:
    """Titles that a visitor's search for these words finds."""
    return [hit.title for hit in find(words, locale=locale).hits]


def is_public(thing: Photo | File) -> bool:
    """Whether the file is public, by the database."""
    return bool(type(thing).objects.get(pk=thing.pk).is_public)


def index_is_true() -> None:
    """Fails where the index and the pages disagree."""
    call_command("search_check", verbosity=0)


MARKED = re.compile(r"</?mark[^>]*>")

# Everywhere a visitor could meet a title.
PLACES = ("/", "/stories/", "/feeds/stories/", "/sitemap-pages.xml", "/en/", "/en/stories/", "/en/feeds/stories/")


def places_with(text: str, *, words: str = "") -> list[str]:
    """The addresses among PLACES, and the search for `words`, whose answer has this text in it."""
    client = Client()
    asked = [*PLACES, f"/search/?q={words or text}", f"/en/search/?q={words or text}"]
    return [path for path in asked if text in MARKED.sub("", client.get(path).content.decode())]
