"""Bricks that show a thing of another area or of the showroom: by a reference that search resolves, never a foreign key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from media.models import Photo
from media.queries import photos_by_id
from search.choosers import Reference, ThingChooser, ThingField
from search.memory import remember
from search.results import Hit
from search.services import browse, resolve

Found = tuple[Mapping[tuple[str, str], Hit], Mapping[int, Photo]]


class Shelf:
    """What the references of one stream name now, with their pictures: three queries however many, when first asked."""

    def __init__(self, references: Sequence[Reference]) -> None:
        self.references = frozenset(references)
        self._found: dict[str, Found] = {}

    def found(self) -> Found:
        """In the language of the moment; remembered while nothing changes."""
        language = get_language() or ""
        if language not in self._found:
            self._found[language] = remember(("things", self.references, language), self._look)
        return self._found[language]

    def _look(self) -> Found:
        hits = resolve(self.references)
        return hits, photos_by_id([hit.photo_id for hit in hits.values()])


@dataclass(frozen=True)
class Thing:
    """A thing of another area; `hit` is what a visitor may see of it now, None where it is withdrawn or never was."""

    reference: Reference
    shelf: Shelf = field(compare=False, repr=False)

    @property
    def hit(self) -> Hit | None:
        """Title, address and the rest in the language of the moment."""
        return self.shelf.found()[0].get(self.reference)

    @property
    def photo(self) -> Photo | None:
        """Its public picture."""
        hit = self.hit
        return self.shelf.found()[1].get(hit.photo_id or 0) if hit else None


class ThingBlock(blocks.FieldBlock):
    """One thing of these kinds, chosen from what visitors may find."""

    def __init__(
        self, kinds: Sequence[str] = (), required: bool = True, help_text: str | None = None, **kwargs: Any
    ) -> None:
        self.kinds = tuple(kinds)
        self.field = ThingField(self.kinds, required=required, help_text=help_text)
        self.chooser = ThingChooser(self.kinds)
        super().__init__(**kwargs)

    class Meta:
        template = "blocks/thing.html"
        description = _("A card that leads to it and shows it as it is now; nothing once it is withdrawn")

    def bulk_to_python(self, values: Sequence[Any]) -> list[Thing | None]:
        """All of a stream know of each other, so that they are looked up together."""
        references = [_stored(value) for value in values]
        shelf = Shelf([one for one in references if one is not None])
        return [one and Thing(one, shelf) for one in references]

    def to_python(self, value: Any) -> Thing | None:
        """From what is stored; None for what is no reference."""
        return self.bulk_to_python([value])[0]

    def normalize(self, value: Any) -> Thing | None:
        """A thing as it is, or from what is stored."""
        return value if isinstance(value, Thing) else self.to_python(value)

    def get_prep_value(self, value: Thing | None) -> dict[str, str] | None:
        """Kind and key."""
        return value.reference._asdict() if value else None

    def value_from_form(self, value: Any) -> Thing | None:
        """From the text that the form sends, or from the field's reference."""
        if not value:
            return None
        reference = value if isinstance(value, Reference) else Reference.read(value)
        return Thing(reference, Shelf([reference]))

    def value_for_form(self, value: Thing | None) -> str:
        """The text that the form sends."""
        return str(value.reference) if value else ""

    def get_form_state(self, value: Any) -> dict[str, str] | None:
        """What the chooser shows; where the thing is withdrawn it says so."""
        thing = self.normalize(value)
        return self.chooser.shown(thing.reference, thing.hit) if thing else None

    def get_searchable_content(self, value: Any) -> list[str]:
        """Nothing: the words are the other thing's."""
        return []

    def get_preview_value(self) -> Thing | None:
        """The newest of its kinds."""
        hits = browse(self.kinds, per_page=1, count=False).hits
        return self.to_python({"kind": hits[0].kind, "key": hits[0].key}) if hits else None

    def get_api_representation(self, value: Thing | None, context: Any = None) -> dict[str, Any] | None:
        """The reference, and what it names now; `thing` is None where visitors see nothing."""
        if value is None:
            return None
        hit = value.hit
        shown = {"title": hit.title, "summary": hit.summary, "url": hit.url, "language": hit.locale} if hit else None
        return {**value.reference._asdict(), "thing": shown}


def _stored(value: Any) -> Reference | None:
    """The reference in what a stream holds, which a script may have written wrongly."""
    if not isinstance(value, Mapping):
        return None
    kind, key = value.get("kind"), value.get("key")
    return Reference(kind, key) if isinstance(kind, str) and isinstance(key, str) else None
