"""Pages as published rows, without a save each; the index is to be rebuilt after it."""

import uuid
from collections.abc import Sequence

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.utils import timezone
from wagtail.models import Page

from cms.pages.models import SepPage

BATCH = 500


def insert(parent: Page, pages: Sequence[SepPage]) -> None:
    """Pages below `parent` as published rows: the parent's table first, then the type's own."""
    if not pages:
        return
    parent.refresh_from_db()
    step = parent.get_last_child().path if parent.numchild else None
    now = timezone.now()
    for page in pages:
        step = Page(path=step)._inc_path() if step else parent._get_path(parent.path, parent.depth + 1, 1)
        page.path, page.depth, page.numchild = step, parent.depth + 1, 0
        page.url_path = f"{parent.url_path}{page.slug}/"
        page.locale, page.draft_title, page.live = parent.locale, page.title, True
        page.translation_key = uuid.uuid4()
        page.content_type_id = _content_type(type(page))
        page.first_published_at = page.last_published_at = page.latest_revision_created_at = now
    names = [field.name for field in Page._meta.concrete_fields if field.name != "id"]
    bases = [Page(**{name: getattr(page, name) for name in names}) for page in pages]
    Page.objects.bulk_create(bases, batch_size=BATCH)
    for page, base in zip(pages, bases, strict=True):
        page.page_ptr_id = base.pk
    _insert_own_rows(type(pages[0]), pages)
    Page.objects.filter(pk=parent.pk).update(numchild=models.F("numchild") + len(pages))


def _insert_own_rows(model: type[SepPage], pages: Sequence[SepPage]) -> None:
    fields = model._meta.local_concrete_fields
    for start in range(0, len(pages), 50):
        model._base_manager._insert(pages[start : start + 50], fields=fields, using=connection.alias)


def _content_type(model: type[SepPage]) -> int:
    return ContentType.objects.get_for_model(model).pk
