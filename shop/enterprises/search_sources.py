"""What search is told of enterprises."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from search.documents import Document
from search.sources import Facet
from shop.enterprises.models import Enterprise, Kind
from shop.enterprises.queries import visible
from shop.enterprises.verification import KIND


class EnterpriseSource:
    """Verified enterprises, in every language. Members and ways to reach them are told to nobody."""

    kind: str = KIND
    label: str | Promise = _("Makers")

    def keys(self) -> Iterator[str]:
        """Primary keys as text."""
        for pk in visible().order_by("pk").values_list("pk", flat=True).iterator():
            yield str(pk)

    def documents(self, keys: Sequence[str]) -> Iterable[Document]:
        """One a language for each of those among `keys` that visitors see; two queries in all."""
        wanted = [int(key) for key in keys if key.isdigit()]
        rows = visible().filter(pk__in=wanted).order_by("pk").prefetch_related("people", "events")
        for enterprise in rows.select_related("province", "district", "subdistrict", "lao"):
            for language, _name in settings.LANGUAGES:
                with translation.override(language):
                    yield _document(enterprise, language)


def _document(enterprise: Enterprise, language: str) -> Document:
    people = [f"{person.name} {person.role}".strip() for person in enterprise.people.all()]
    verified = [event.at for event in enterprise.events.all() if event.to_state == enterprise.state]
    return Document(
        kind=KIND,
        key=str(enterprise.pk),
        locale=language,
        title=enterprise.name,
        url=reverse("shop_enterprise", args=[enterprise.slug]),
        summary=enterprise.summary,
        body="\n".join(part for part in (enterprise.about, *people) if part),
        keywords=_keywords(enterprise),
        photo_id=enterprise.cover_id,
        facets=_facets(enterprise),
        published_at=min(verified, default=enterprise.created_at),
        translation_key=str(enterprise.pk),
    )


def _keywords(enterprise: Enterprise) -> str:
    """Both names and the kind, where it is, in both languages, and the number by which a register knows it."""
    parts = [enterprise.name_th, enterprise.name_en, enterprise.get_kind_display(), enterprise.registration_number]
    places = (enterprise.province, enterprise.district, enterprise.subdistrict)
    for place in places:
        if place is not None:
            parts += [place.name_th, place.name_en]
    if enterprise.lao is not None:
        parts += [enterprise.lao.full_name, enterprise.lao.name_th, enterprise.lao.name_en]
    return " ".join(part for part in parts if part)


def _facets(enterprise: Enterprise) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {
        "province": (enterprise.province_id,),
        "region": (enterprise.province.region,),
        "enterprise_kind": (enterprise.kind,),
    }
    if enterprise.lao is not None:
        found["lao"] = (enterprise.lao.key,)
    if enterprise.story_key:
        found["story"] = (enterprise.story_key,)
    if enterprise.is_demo:
        found["mark"] = ("demo",)
    return found


def _kinds(codes: Collection[str]) -> dict[str, str]:
    return {value: str(label) for value, label in Kind.choices if value in codes}


SOURCES = [EnterpriseSource()]
FACETS = [Facet("enterprise_kind", _("Kind of enterprise"), _kinds)]
