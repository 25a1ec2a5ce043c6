"""Search as programs ask it, and the list that every room's part of the API gives."""

from collections.abc import Collection, Mapping
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router
from pydantic import BaseModel, Field

from search.memory import remember
from search.models import Entry
from search.refusals import Fault, NonsenseParameter, NotThere
from search.registry import registry
from search.results import Choice, FacetChoices, Hit, Results
from search.services import browse, find, resolve
from search.shapes import Item, Listing, absolute, items

router = Router(tags=["search"])
ROUTERS = [("search", router)]

MOST_PAGES = 500

PageNumber = Annotated[int, Field(ge=1, le=MOST_PAGES, description="The page, from 1.")]
PerPage = Annotated[int, Field(ge=1, le=100, description="How many a page.")]
Order = Annotated[Literal["newest", "oldest", "title"], Field(description="In which order.")]
Code = Annotated[str, Field(pattern=r"^[\w\-]{1,80}$")]
ProvinceCode = Annotated[
    str, Field(pattern=r"^[1-9][0-9]$", description="Official code of two digits.", examples=["50"])
]
RegionCode = Annotated[
    Literal["north", "northeast", "central", "east", "west", "south"], Field(description="One of the six regions.")
]
LaoKey = Annotated[str, Field(pattern=r"^[a-z0-9\-]{1,80}$", description="Key of the LAO in the registry.")]
GoalNumber = Annotated[int, Field(ge=1, le=17, description="Number of a Sustainable Development Goal.")]
StoryId = Annotated[str, Field(pattern=r"^[1-9][0-9]{0,17}$", description="The id of a story, in its Thai version.")]
Satang = Annotated[int, Field(ge=0, le=10_000_000_000, description="Satang, a hundredth of a baht.")]


class Paging(BaseModel):
    """Which page of a list."""

    page: PageNumber = 1
    per_page: PerPage = 20


class Ordered(Paging):
    """Which page of a list in an order."""

    order: Order = "newest"


class Part(BaseModel):
    """A piece of a text, and whether the words asked for stand there."""

    text: str
    is_hit: bool


class Found(Item):
    """A thing that was found, with the piece of its text that shows why."""

    title_parts: list[Part]
    snippet: list[Part]


class Counted(BaseModel):
    """A choice, and how many results it would give."""

    code: str
    label: str
    count: int


class CountedFacet(BaseModel):
    """A facet's choices."""

    name: str
    label: str
    choices: list[Counted]


class FoundListing(Listing[Found]):
    """One page of what was found, best first, with what it can be narrowed by."""

    kinds: list[Counted]
    facets: list[CountedFacet]


class SearchParameters(Paging):
    """What is searched for."""

    q: Annotated[str, Field(min_length=1, max_length=200, description="Words, in Thai or English.", examples=["น้ำ"])]
    kind: Annotated[Code | None, Field(description="Only things of this kind.")] = None
    region: RegionCode | None = None
    province: ProvinceCode | None = None
    category: Annotated[Code | None, Field(description="Slug of a product category.")] = None
    price_from: Satang | None = None
    price_to: Satang | None = None
    in_stock: Annotated[bool, Field(description="Only what can be bought now.")] = False


@router.get("/", response=FoundListing, summary="Search everything")
def search(request: HttpRequest, asked: Query[SearchParameters]) -> dict[str, Any]:
    """What is found by the words, best first: the one search that the site has too."""
    if asked.kind is not None and asked.kind not in registry.sources():
        raise NonsenseParameter(Fault("kind", _("There is no such kind.")))
    chosen = known_codes({"region": asked.region, "province": asked.province, "category": asked.category})
    found = find(
        asked.q,
        asked.kind,
        chosen,
        page=asked.page,
        per_page=asked.per_page,
        facets=("region", "province", "category"),
        price_from=asked.price_from,
        price_to=asked.price_to,
        in_stock=asked.in_stock,
    )
    return {
        **page_of(request, found, asked.page),
        "items": [
            {**one, "title_parts": _parts(hit.title_parts), "snippet": _parts(hit.snippet)}
            for one, hit in zip(items(found.hits), found.hits, strict=True)
        ],
        "kinds": [_counted(choice) for choice in found.kinds],
        "facets": [_facet(facet) for facet in found.facets],
    }


def listing(
    request: HttpRequest,
    kind: str | tuple[str, ...],
    asked: Paging,
    filters: Mapping[str, str | None] | None = None,
    **narrowed: Any,
) -> dict[str, Any]:
    """One page of things of a kind that have these facets, as a `Listing` of `Item`s; three queries.

    `narrowed` goes on to `search.services.browse`. Raises NonsenseParameter for a code that means nothing, NotThere for
    a page behind the last.
    """
    chosen = known_codes(filters or {})
    narrowed.setdefault("order", getattr(asked, "order", "newest"))
    found = browse(kind, chosen, page=asked.page, per_page=asked.per_page, **narrowed)
    return {**page_of(request, found, asked.page), "items": items(found.hits)}


def facets_of(asked: BaseModel, *, without: Collection[str] = ()) -> dict[str, str | None]:
    """The filters among what was asked for, as codes of facets."""
    own = asked.model_dump(exclude={*Ordered.model_fields, *without})
    return {name: None if value is None else str(value) for name, value in own.items()}


def page_of(request: HttpRequest, found: Results, page: int) -> dict[str, Any]:
    """Which page it is, and the addresses of its neighbours. Raises NotThere for a page behind the last."""
    pages = min(found.pages, MOST_PAGES)
    return {
        "total": found.total,
        **paging(request, page=page, pages=pages, per_page=found.per_page),
    }


def paging(request: HttpRequest, *, page: int, pages: int, per_page: int) -> dict[str, Any]:
    """Numbers and addresses of a page and its neighbours. Raises NotThere for a page behind the last."""
    if page > pages:
        raise NotThere(_("Page %(page)s is behind the last one, %(pages)s.") % {"page": page, "pages": pages})
    return {
        "page": page,
        "pages": pages,
        "per_page": per_page,
        "next": _neighbour(request, page + 1) if page < pages else None,
        "previous": _neighbour(request, page - 1) if page > 1 else None,
    }


def _neighbour(request: HttpRequest, page: int) -> str:
    query = request.GET.copy()
    query["page"] = str(page)
    return absolute(f"{request.path}?{query.urlencode()}")


def known_codes(asked: Mapping[str, str | None]) -> dict[str, str]:
    """What was asked for, by facet. Raises NonsenseParameter that names each code which means nothing.

    Codes of facets that nobody offers as a filter pass: their parameter says itself what it takes.
    """
    chosen = {name: code for name, code in asked.items() if code is not None}
    wrong = [name for name, code in chosen.items() if not _means_something(name, code)]
    if wrong:
        raise NonsenseParameter(*(Fault(name, _("This code means nothing here.")) for name in wrong))
    return chosen


def _means_something(name: str, code: str) -> bool:
    facet = registry.facets().get(name)
    if facet is None:
        return True
    # Codes that mean nothing are for their asker only: anybody makes them up.
    return remember(("code", name, code), lambda: bool(facet.labels([code])), unless=lambda known: not known)


def hit_of(kinds: tuple[str, ...], name: str) -> Hit:
    """The published thing of these kinds that has this id or translation key, in the language of the moment.

    Raises NotThere.
    """
    references = [(kind, name) for kind in kinds]
    if "-" in name:
        entries = Entry.objects.filter(kind__in=kinds, translation_key=name, is_visible=True)
        references = list(entries.order_by("pk").values_list("kind", "key")[:1])
    for hit in resolve(references).values():
        return hit
    raise NotThere(_("There is nothing of this id that visitors may see."))


def _parts(parts: tuple[tuple[str, bool], ...]) -> list[dict[str, Any]]:
    return [{"text": text, "is_hit": is_hit} for text, is_hit in parts]


def _counted(choice: Choice) -> dict[str, Any]:
    return {"code": choice.code, "label": str(choice.label), "count": choice.count}


def _facet(facet: FacetChoices) -> dict[str, Any]:
    return {"name": facet.name, "label": str(facet.label), "choices": [_counted(choice) for choice in facet.choices]}
