"""Enterprises as programs read them. Telephone numbers and addresses of mail are for people: their page has them."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Query, Router
from pydantic import BaseModel, Field

from cms.places.api import LaoBrief, PlaceShape, lao_brief, place
from media.api import picture
from media.queries import photos_by_id
from search.api import Code, Ordered, ProvinceCode, RegionCode, facets_of, hit_of, listing
from search.refusals import NotThere
from search.shapes import (
    Coded,
    Item,
    ItemId,
    LanguageCode,
    Listing,
    Picture,
    Thing,
    absolute,
    api_address,
    read_whole_at,
    thing,
)
from shop.enterprises.models import Enterprise, Kind
from shop.enterprises.queries import story_of, visible
from shop.enterprises.verification import KIND

router = Router(tags=["enterprises"])
ROUTERS = [("enterprises", router)]
read_whole_at(KIND, "enterprises")


class MakerShape(BaseModel):
    """Somebody of the enterprise, as its public page names them."""

    name: str
    role: str


class EnterpriseShape(BaseModel):
    """A verified enterprise."""

    id: str
    kind: Literal["enterprise"]
    slug: str
    title: str
    summary: str
    about: str
    language: LanguageCode
    url: str
    api_url: str
    enterprise_kind: Coded
    registration_number: str
    province: PlaceShape
    district: PlaceShape | None
    subdistrict: PlaceShape | None
    lao: LaoBrief | None
    people: list[MakerShape]
    story: Thing | None
    picture: Picture | None
    is_invented: bool = Field(description="Invented to show the shop.")


class EnterpriseFilters(Ordered):
    """What enterprises are listed by."""

    region: RegionCode | None = None
    province: ProvinceCode | None = None
    certificate: Annotated[Code | None, Field(description="A scheme by which it, or what it makes, is certified.")] = (
        None
    )
    enterprise_kind: Annotated[Literal[tuple(Kind.values)] | None, Field(description="Kind of enterprise.")] = None  # type: ignore[valid-type]  # the model's choices


@router.get("/", response=Listing[Item], summary="List enterprises")
def list_enterprises(request: HttpRequest, asked: Query[EnterpriseFilters]) -> dict[str, Any]:
    """Verified enterprises."""
    return listing(request, KIND, asked, facets_of(asked))


@router.get("/{id}", response=EnterpriseShape, summary="An enterprise")
def read_enterprise(request: HttpRequest, id: ItemId) -> dict[str, Any]:
    """All of an enterprise that is for everybody."""
    hit = hit_of((KIND,), id)
    rows = visible().select_related("province", "district", "subdistrict", "lao").prefetch_related("people")
    one = rows.filter(pk=hit.key).first()
    if one is None:
        raise NotThere(_("There is nothing of this id that visitors may see."))
    return _enterprise(one, hit.locale)


def _enterprise(one: Enterprise, language: str) -> dict[str, Any]:
    cover = photos_by_id([one.cover_id]).get(one.cover_id or 0)
    return {
        "id": str(one.pk),
        "kind": KIND,
        "slug": one.slug,
        "title": one.name,
        "summary": one.summary,
        "about": one.about,
        "language": language,
        "url": absolute(reverse("shop_enterprise", args=[one.slug])),
        "api_url": api_address(KIND, str(one.pk)),
        "enterprise_kind": {"code": one.kind, "label": one.get_kind_display()},
        "registration_number": one.registration_number,
        **{name: place(getattr(one, name)) for name in ("province", "district", "subdistrict")},
        "lao": lao_brief(one.lao),
        "people": [{"name": person.name, "role": person.role} for person in one.people.all()],
        "story": thing(story_of(one)),
        "picture": cover and picture(cover),
        "is_invented": one.is_demo,
    }
