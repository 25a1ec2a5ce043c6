"""How demo content becomes pages: each is written once, with the pictures drawn for it, and published."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from modelcluster.models import get_all_child_relations
from wagtail.models import Page

from cms.blocks.demo.bricks import sources_by_key
from cms.blocks.models import Source
from cms.indicators.models import Topic
from cms.pages.models import SepPage
from media.illustrations.album import Album as Album
from media.illustrations.album import Wish as Wish
from media.models import Photo


def wishes_of(key: str, data: Mapping[str, Any]) -> list[Wish]:
    """The cover and the illustrations of one demo file."""
    found = []
    if data.get("scene"):
        found.append(Wish(f"{key}-cover", data["scene"], data.get("cover_alt", "")))
    for number, entry in enumerate(data.get("body", [])):
        if "illustration" in entry:
            picture = entry["illustration"]
            found.append(Wish(f"{key}-{number}", picture["scene"], picture["alt"]))
    return found


@dataclass
class Desk:
    """What a demo loader needs at hand."""

    album: Album
    sources: dict[str, Source] = field(default_factory=sources_by_key)

    def cover(self, key: str) -> Photo | None:
        """The cover of a demo file."""
        return self.album.photos.get(f"{key}-cover")

    def drawer(self, key: str) -> Any:
        """How the bricks of a demo file ask for their illustrations, by the number of the body entry."""
        return lambda number: self.album.photos[f"{key}-{number}"]


def topics_of(data: Mapping[str, Any]) -> list[Topic]:
    """The indicators that a demo file says its page speaks to; the sets are installed before pages are written."""
    asked = data.get("topics", ())
    return [topic for topic in Topic.objects.select_related("indicator_set") if topic.facet in asked] if asked else []


@transaction.atomic
def write(parent: Page, page: SepPage) -> None:
    """Put a page below `parent` and publish it; a page of that slug that is there already is left as it is."""
    if parent.get_children().filter(slug=page.slug).exists():
        return
    page.live = False
    _in_order(page)
    parent.refresh_from_db()
    parent.add_child(instance=page)
    page.save_revision().publish()


def _in_order(page: SepPage) -> None:
    """Rows of a page keep the order in which the file names them: PostgreSQL gives those without a number in any."""
    for relation in get_all_child_relations(page):
        for number, row in enumerate(getattr(page, relation.get_accessor_name()).get_object_list()):
            if getattr(row, "sort_order", 0) is None:
                row.sort_order = number
