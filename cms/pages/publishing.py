"""Keeps search, public files and the page cache true to what the page table says.

Everything here runs inside the transaction of the change that called for it.
"""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from wagtail.models import COMMENTS_RELATION_NAME, Page

import media.services
import search.services
from media.models import File, Photo

if TYPE_CHECKING:
    from cms.pages.models import SepPage

BATCH = 200

# Fields that Wagtail writes beside the page itself; none of them changes what a visitor sees.
_UNSEEN = frozenset(
    {
        COMMENTS_RELATION_NAME,
        "latest_revision",
        "latest_revision_created_at",
        "draft_title",
        "has_unpublished_changes",
        "locked",
        "locked_at",
        "locked_by",
        "numchild",
        "owner",
    }
)


def touches_visitors(update_fields: Iterable[str] | None) -> bool:
    """Whether a save of these fields (None: all) can change what a visitor sees."""
    return update_fields is None or not set(update_fields) <= _UNSEEN


def address_of(page: "SepPage") -> str | None:
    """The path that the database has for this page, or None for one that is not saved yet."""
    if page.pk is None:
        return None
    path: str | None = Page.objects.filter(pk=page.pk).values_list("url_path", flat=True).first()
    return path


def sep_page_models() -> list[type[Page]]:
    """Every concrete page type of the platform."""
    return [model for model in apps.get_models() if issubclass(model, Page) and hasattr(model, "kind")]


def reconcile(page: "SepPage") -> None:
    """Make the index and the public files agree with the page as it is saved now."""
    reconcile_many({page.pk: page})
    search.services.raise_generation()


def reconcile_below(page: Page) -> None:
    """Reconcile everything below `page`: its addresses or its visibility changed with it."""
    keys = list(page.get_descendants().order_by("path").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        batch = Page.objects.filter(pk__in=keys[start : start + BATCH]).specific()
        reconcile_many({child.pk: child for child in batch})
    search.services.raise_generation()


def reconcile_many(pages: "dict[int, SepPage]") -> None:
    """Reconcile these pages, given by primary key, and what search knows of their translations, which read their facts."""
    public = set(Page.objects.filter(pk__in=pages).live().public().values_list("pk", flat=True))
    kinds: dict[Any, str] = {}
    by_kind: dict[str, list[str]] = {}
    for pk, page in pages.items():
        kind = getattr(page, "kind", None)
        if kind is None:
            continue
        _reconcile_media(page, is_public=pk in public)
        kinds[page.translation_key] = kind
        by_kind.setdefault(kind, []).append(str(pk))
    for pk, key in _translations(kinds, without=pages):
        by_kind[kinds[key]].append(str(pk))
    for kind, keys in by_kind.items():
        search.services.index(kind, keys)


def _translations(keys: Iterable[Any], *, without: Collection[int]) -> "models.QuerySet[Any, tuple[int, Any]]":
    """Primary key and translation key of the other pages that share one of these translation keys."""
    others = Page.objects.filter(translation_key__in=list(keys)).exclude(pk__in=list(without))
    found: models.QuerySet[Any, tuple[int, Any]] = others.order_by("pk").values_list("pk", "translation_key")
    return found


def withdraw_media(page: Page) -> None:
    """A page is about to be deleted: take back the files that only it used, while its rows still say which."""
    _reconcile_media(page, is_public=False)


def forget(page: Page) -> None:
    """A page has been deleted: nobody finds it any more, and its translations tell their own facts."""
    kind = getattr(page, "kind", None)
    if kind is not None:
        twins = [str(pk) for pk, _key in _translations([page.translation_key], without=[page.pk])]
        search.services.index(kind, [str(page.pk), *twins])
    search.services.raise_generation()


def media_used(page: Page) -> tuple[set[int], set[int]]:
    """Primary keys of the pictures and documents that this page shows: by its own fields and inside its bricks."""
    found: dict[type[models.Model], set[int]] = {Photo: set(), File: set()}
    for field in page._meta.get_fields():
        if isinstance(field, models.ForeignKey) and field.related_model in found:
            value = field.value_from_object(page)
            if value is not None:
                found[field.related_model].add(int(value))
        elif hasattr(field, "extract_references"):
            for model, key, _model_path, _content_path in field.extract_references(field.value_from_object(page)):
                if model in found:
                    found[model].add(int(key))
    return found[Photo], found[File]


def _reconcile_media(page: Page, *, is_public: bool) -> None:
    photos, files = media_used(page) if is_public else (set(), set())
    # A picture that a brick still names may have been deleted meanwhile.
    photos = set(Photo.objects.filter(pk__in=photos).values_list("pk", flat=True)) if photos else photos
    files = set(File.objects.filter(pk__in=files).values_list("pk", flat=True)) if files else files
    new_photos, old_photos = _record(page, "photo_id", photos)
    new_files, old_files = _record(page, "file_id", files)
    if new_photos or new_files:
        media.services.publish(photos=new_photos, files=new_files)
    if old_photos or old_files:
        media.services.withdraw(photos=old_photos, files=old_files)


def _record(page: Page, column: str, wanted: set[int]) -> tuple[set[int], set[int]]:
    """Make the page's rows say `wanted`; returns what was added and what was removed."""
    uses = apps.get_model("pages", "MediaUse")._default_manager
    present = set(uses.filter(page_id=page.pk, **{f"{column}__isnull": False}).values_list(column, flat=True))
    added, removed = wanted - present, present - wanted
    if removed:
        uses.filter(page_id=page.pk, **{f"{column}__in": removed}).delete()
    if added:
        uses.bulk_create([uses.model(page_id=page.pk, **{column: key}) for key in sorted(added)])
    return added, removed


def media_in_use(photos: Collection[int], files: Collection[int]) -> tuple[set[int], set[int]]:
    """Those of these pictures and documents that published pages show."""
    return _used("photo_id", photos), _used("file_id", files)


def _used(column: str, keys: Collection[int]) -> set[int]:
    if not keys:
        return set()
    uses = apps.get_model("pages", "MediaUse")._default_manager
    return set(uses.filter(**{f"{column}__in": keys}).values_list(column, flat=True))
