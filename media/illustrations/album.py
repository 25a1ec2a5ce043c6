"""The demonstration's pictures: wished for by name, drawn once, kept as illustrations."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing import get_context

from wagtail.models import Collection

from media.illustrations.printing import SIZE, jpeg
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
    size: tuple[int, int] = SIZE


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
            for name, content in pool.imap_unordered(jpeg, [(wish.name, wish.scene, wish.size) for wish in missing]):
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
