"""How demo content becomes pages: its pictures are drawn first, then each page is written once and published."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import Any

from django.db import transaction
from wagtail.models import Collection, Page

from cms.blocks.demo.bricks import sources_by_key
from cms.blocks.models import Source
from cms.pages.models import SepPage
from media.illustrations.printing import jpeg
from media.models import Licence, Photo
from media.services import add_photo

COLLECTION = "ภาพประกอบสาธิต"
CREDIT = "sepaction"


@dataclass(frozen=True)
class Wish:
    """A picture that demo content asks for. `name` is unique; the same name gives the same picture."""

    name: str
    scene: str
    alt: str


@dataclass
class Album:
    """The demo's pictures by name."""

    photos: dict[str, Photo] = field(default_factory=dict)

    @classmethod
    def open(cls) -> "Album":
        """What was drawn before."""
        folder = Collection.objects.filter(name=COLLECTION).first()
        found = Photo.objects.filter(collection=folder) if folder is not None else Photo.objects.none()
        return cls({photo.title: photo for photo in found})

    def draw(self, wishes: Iterable[Wish]) -> Iterator[Photo]:
        """Draw and keep the pictures that are missing, on two processors, one by one as they are ready."""
        missing = [wish for wish in {wish.name: wish for wish in wishes}.values() if wish.name not in self.photos]
        if not missing:
            return
        folder = _folder()
        by_name = {wish.name: wish for wish in missing}
        with get_context("spawn").Pool(2) as pool:
            for name, content in pool.imap_unordered(jpeg, [(wish.name, wish.scene) for wish in missing]):
                photo = add_photo(
                    title=name,
                    description=by_name[name].alt,
                    image=content,
                    credit=CREDIT,
                    licence=Licence.CC_BY,
                    is_illustration=True,
                    collection=folder,
                )
                self.photos[name] = photo
                yield photo


def _folder() -> Collection:
    root = Collection.get_first_root_node()
    found: Collection = Collection.objects.filter(name=COLLECTION).first() or root.add_child(name=COLLECTION)
    return found


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


@transaction.atomic
def write(parent: Page, page: SepPage) -> None:
    """Put a page below `parent` and publish it; a page of that slug that is there already is left as it is."""
    if parent.get_children().filter(slug=page.slug).exists():
        return
    page.live = False
    parent.refresh_from_db()
    parent.add_child(instance=page)
    page.save_revision().publish()
