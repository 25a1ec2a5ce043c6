"""Pages as programs read them: what all have, the page types that rooms tell of, drafts for those who may edit them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Annotated, Any, Literal, TypeVar

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _
from ninja import Query, Router
from pydantic import Field
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.pages import routing, seo
from cms.pages.models import SepPage
from cms.pages.shapes import DraftItem
from cms.pages.shapes import PageShape as PageShape
from cms.pages.visibility import visible
from media import api as media
from media.queries import photos_by_id
from search.api import Ordered, Paging, ProvinceCode, RegionCode, hit_of, listing, paging
from search.refusals import NotAllowed, NotThere, TokenNeeded
from search.scope import language
from search.shapes import Item, ItemId, Listing, absolute, api_address

P = TypeVar("P", bound=SepPage)

Draft = Annotated[
    bool, Field(description="With a token: the latest draft, where its person may edit the page in the editor.")
]


PagePath = Annotated[
    str,
    Query(
        pattern=r"^/[^\x00?#]*$",
        max_length=500,
        description="A path of this site, with /en for English ones.",
        examples=["/"],
    ),
]


@dataclass(frozen=True)
class PageType:
    """A page type: its shape, and what it tells beside what every page has."""

    model: type[SepPage]
    shape: type[PageShape]
    tell: Callable[[Any], dict[str, Any]]


_types: dict[type[SepPage], PageType] = {}


def page_type(
    model: type[P], shape: type[PageShape]
) -> Callable[[Callable[[P], dict[str, Any]]], Callable[[P], dict[str, Any]]]:
    """Tell of a page type; the decorated function gives the fields that its shape adds."""

    def keep(tell: Callable[[P], dict[str, Any]]) -> Callable[[P], dict[str, Any]]:
        _types[model] = PageType(model, shape, tell)
        return tell

    return keep


def kinds() -> tuple[str, ...]:
    """The kinds of all page types that rooms have told of."""
    return tuple(sorted({model.kind for model in _types}))


def every_shape() -> Any:
    """The shapes of all page types, told apart by `type`."""
    return Annotated[reduce(or_, (one.shape for one in _types.values())), Field(discriminator="type")]


def detail(request: HttpRequest, of: Iterable[str], name: str, draft: bool = False) -> dict[str, Any]:
    """A page of these kinds by its id or translation key, in the language of the moment where it is published in it.

    Raises NotThere; with `draft` also TokenNeeded, and NotAllowed for a page that this person may not edit.
    """
    if draft:
        return drafted(request, tuple(of), name)
    return shown(_page(int(hit_of(tuple(of), name).key)))


def _page(pk: int) -> SepPage:
    """The published page in its own type; two queries."""
    page = visible(Page.objects.filter(pk=pk)).select_related("content_type").only("content_type").first()
    model = page.content_type.model_class() if page is not None else None
    found = visible(model.shown().filter(pk=pk)).select_related("locale").first() if model in _types else None
    if found is None:
        raise NotThere(_("There is nothing of this id that visitors may see."))
    one: SepPage = found
    return one


def shown(page: SepPage, *, is_draft: bool = False) -> dict[str, Any]:
    """All of a page, in the page's language; its own type's fields with it."""
    own = page.locale.language_code
    picture = None
    if page.cover_id is not None:
        cover = photos_by_id([page.cover_id]).get(page.cover_id) or (page.cover if is_draft else None)
        picture = cover and media.picture(cover)
    asked = language()
    with translation.override(own):
        told = _types[type(page)].tell(page)
    return {
        "id": str(page.pk),
        "kind": page.kind,
        "type": page.template_name,
        "title": page.title,
        "summary": page.summary,
        "language": own,
        "is_translated": own == asked,
        "is_draft": is_draft,
        "url": absolute(page.url or "/"),
        "api_url": api_address(page.kind, str(page.pk)),
        "translation_key": str(page.translation_key),
        "translations": [_translation(page.kind, twin) for twin in seo.published_twins(page)],
        "breadcrumbs": [{"title": title, "url": absolute(path)} for title, path in seo.breadcrumbs(page)],
        "picture": picture,
        "published_at": page.first_published_at,
        "updated_at": page.latest_revision_created_at if is_draft else page.last_published_at,
        **told,
    }


def _translation(kind: str, twin: Page) -> dict[str, Any]:
    return {
        "id": str(twin.pk),
        "language": twin.locale.language_code,
        "url": absolute(twin.url or "/"),
        "api_url": api_address(kind, str(twin.pk)),
    }


def drafted(request: HttpRequest, of: tuple[str, ...], name: str) -> dict[str, Any]:
    """The latest draft of a page. Raises TokenNeeded, NotThere, NotAllowed."""
    user = person_of(request)
    wanted = Page.objects.filter(pk=name) if "-" not in name else _in_language(name)
    page = wanted.first()
    model = page.specific_class if page is not None else None
    if page is None or model not in _types or model.kind not in of:
        raise NotThere(_("There is no such page."))
    if not page.permissions_for_user(user).can_edit():
        if visible(Page.objects.filter(pk=page.pk)).exists():
            raise NotAllowed(_("The token's person may not edit this page."))
        raise NotThere(_("There is no such page."))
    return shown(page.get_latest_revision_as_object(), is_draft=True)


def _in_language(key: str) -> Any:
    twins = Page.objects.filter(translation_key=key)
    spoken = twins.filter(locale__language_code=language())
    return spoken if spoken.exists() else twins.order_by("pk")


def person_of(request: HttpRequest) -> Any:
    """The person of the request's token. Raises TokenNeeded where there is none."""
    token = getattr(getattr(request, "asked", None), "token", None)
    if token is None:
        raise TokenNeeded(_("Drafts are read with a token."))
    return token.user


class PageFilters(Ordered):
    """What pages are listed by."""

    region: RegionCode | None = None
    province: ProvinceCode | None = None


def router() -> Router:
    """Pages of every kind that rooms have told of; made once all of them have."""
    router = Router(tags=["pages"])
    every = every_shape()
    kind_of_page = Literal[kinds()]  # type: ignore[valid-type]  # read from what rooms have told

    class KindFilters(PageFilters):
        kind: Annotated[kind_of_page | None, Field(description="Only pages of this kind.")] = None  # type: ignore[valid-type]  # as above

    @router.get("/", response=Listing[Item], summary="List pages")
    def list_pages(request: HttpRequest, asked: Query[KindFilters]) -> dict[str, Any]:
        """Published pages of every kind."""
        of = (asked.kind,) if asked.kind else kinds()
        return listing(request, of, asked, {"region": asked.region, "province": asked.province})

    @router.get("/by-path", response=every, summary="A page by its address")
    def page_by_path(request: HttpRequest, path: PagePath) -> dict[str, Any]:
        """The page that people read at this path, in the language asked for."""
        return detail(request, kinds(), key_at(request, path))

    @router.get("/{id}", response=every, summary="A page")
    def read_page(request: HttpRequest, id: ItemId, draft: Draft = False) -> dict[str, Any]:
        """All of a page of any kind."""
        return detail(request, kinds(), id, draft)

    return router


def key_at(request: HttpRequest, path: str) -> str:
    """The id of the page that stands at this path. Raises NotThere."""
    for code, rest in _readings(path):
        root = routing.root_of(request, code)
        page = routing.page_at(root, rest) if root is not None else None
        if page is not None:
            return str(page.pk)
    raise NotThere(_("No page stands at this path."))


def _readings(path: str) -> Iterable[tuple[str, str]]:
    """What a path may mean: its language, and the way below that language's home page.

    A page that is not translated is offered in Thai below /en; that is said once only, however often /en is.
    """
    rest = path.removeprefix("/en")
    if f"{path}/".startswith("/en/"):
        return ("en", rest), ("th", path), ("th", rest)
    return (("th", path),)


drafts = Router(tags=["drafts"])


@drafts.get("/", response=Listing[DraftItem], summary="List drafts")
def list_drafts(request: HttpRequest, asked: Query[Paging]) -> dict[str, Any]:
    """Pages with words that are not published, as far as the token's person may edit them; the latest first."""
    may_edit = PagePermissionPolicy().instances_user_has_permission_for(person_of(request), "change")
    types = [model._meta.label_lower.split(".") for model in _types]
    named = [
        Page.objects.none(),
        *(may_edit.filter(content_type__app_label=a, content_type__model=m) for a, m in types),
    ]
    rows = reduce(or_, named).filter(has_unpublished_changes=True).select_related("locale")
    pages = Paginator(rows.order_by("-latest_revision_created_at", "-pk"), asked.per_page)
    numbers = paging(request, page=asked.page, pages=pages.num_pages, per_page=asked.per_page)
    return {"total": pages.count, **numbers, "items": [_draft(page) for page in pages.page(asked.page)]}


def _draft(page: Page) -> dict[str, Any]:
    model = page.specific_class
    return {
        "id": str(page.pk),
        "kind": model.kind,
        "type": model.template_name,
        "title": page.draft_title,
        "language": page.locale.language_code,
        "is_live": page.live,
        "changed_at": page.latest_revision_created_at,
        "api_url": f"{api_address(model.kind, str(page.pk))}?draft=1",
    }


ROUTERS = [("drafts", drafts)]
