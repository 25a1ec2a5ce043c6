"""Grows the demo site to a number of pages, by bulk inserts, and proves that the index agrees."""

import random
import uuid

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction
from django.utils import timezone
from wagtail.models import Page

from cms.lao.models import LaoIndexPage, LaoProfilePage
from cms.pages.models import SepPage
from cms.pages.slugs import slugify
from cms.places.models import District, Lao, LaoType
from cms.stories.kinds import Practice, Practitioner
from cms.stories.models import StoryIndexPage, StoryPage

BATCH = 500
SHARE_OF_LAOS = 0.3


def grow(count: int) -> None:
    """Insert pages until there are `count`; run again it inserts nothing. The index is to be rebuilt after it."""
    missing = count - Page.objects.count()
    if missing <= 0:
        return
    rng = random.Random(count)
    sentences = _sentences()
    laos = int(missing * SHARE_OF_LAOS)
    with transaction.atomic():
        _insert_laos(laos, rng, sentences, f"{count}")
        _insert_stories(missing - laos, rng, sentences, f"{count}")


def _sentences() -> list[str]:
    found = {
        str(block.value)
        for page in StoryPage.objects.filter(locale__language_code="th")
        for block in page.body
        if block.block_type == "text"
    }
    return sorted(found)


def _insert_stories(number: int, rng: random.Random, sentences: list[str], batch: str) -> None:
    index = StoryIndexPage.objects.get(locale__language_code="th")
    districts = list(District.objects.values_list("code", "name_th"))
    covers = list(StoryPage.objects.exclude(cover=None).values_list("cover_id", flat=True))
    pages = []
    for place in range(number):
        code, name = rng.choice(districts)
        title = f"เรื่องทดลองที่ {place + 1} ชุด {batch} จาก{name}"
        page = StoryPage(
            title=title,
            slug=slugify(title),
            summary=rng.choice(sentences)[:200],
            province_id=code[:2],
            district_id=code,
            practitioner=rng.choice(Practitioner.values),
            practice=rng.choice(Practice.values),
            shows_moderation=rng.random() < 0.5,
            shows_knowledge=rng.random() < 0.5,
            cover_id=rng.choice(covers),
            body=[{"type": "text", "value": text} for text in rng.sample(sentences, 4)],
        )
        pages.append(page)
    _insert(index, pages)


def _insert_laos(number: int, rng: random.Random, sentences: list[str], batch: str) -> None:
    index = LaoIndexPage.objects.get(locale__language_code="th")
    districts = list(District.objects.exclude(province_id="10").values_list("code", "name_th"))
    registry = []
    for place in range(number):
        code, name = rng.choice(districts)
        lao = Lao(
            key=f"bench-{batch}-{place + 1}",
            type=LaoType.TAO,
            name_th=f"ทดลอง{name}{batch}{place + 1}",
            name_en=f"Bench {place + 1}",
            province_id=code[:2],
            district_id=code,
        )
        lao.derive()
        registry.append(lao)
    Lao.objects.bulk_create(registry, batch_size=BATCH)
    pages = [
        LaoProfilePage(
            title=lao.called("full", language="th"),
            slug=slugify(lao.called("full", language="th")),
            lao=lao,
            summary=rng.choice(sentences)[:200],
            body=[{"type": "text", "value": text} for text in rng.sample(sentences, 3)],
        )
        for lao in Lao.objects.filter(key__startswith=f"bench-{batch}-")
    ]
    _insert(index, pages)


def _insert(parent: Page, pages: "list[StoryPage] | list[LaoProfilePage]") -> None:
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


def _insert_own_rows(model: type[SepPage], pages: "list[StoryPage] | list[LaoProfilePage]") -> None:
    fields = model._meta.local_concrete_fields
    for start in range(0, len(pages), 50):
        model._base_manager._insert(pages[start : start + 50], fields=fields, using=connection.alias)


def _content_type(model: type[SepPage]) -> int:
    return ContentType.objects.get_for_model(model).pk
