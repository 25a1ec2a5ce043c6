"""Grows the demo site to a number of pages, by bulk inserts, and proves that the index agrees."""

import random

from django.db import transaction
from wagtail.models import Page

from cms.lao.models import LaoIndexPage, LaoProfilePage
from cms.pages.slugs import slugify
from cms.places.models import District, Lao, LaoType
from cms.stories.kinds import Practice, Practitioner
from cms.stories.models import StoryIndexPage, StoryPage
from tests.bench.knowledge import insert_courses, insert_results
from tests.bench.rows import BATCH, insert

# The rest are stories.
SHARE_OF_LAOS, SHARE_OF_COURSES, SHARE_OF_RESULTS = 0.3, 0.1, 0.1


def grow(count: int) -> None:
    """Insert pages until there are `count`; run again it inserts nothing. The index is to be rebuilt after it."""
    missing = count - Page.objects.count()
    if missing <= 0:
        return
    rng = random.Random(count)
    sentences = _sentences()
    laos, courses, results = (int(missing * part) for part in (SHARE_OF_LAOS, SHARE_OF_COURSES, SHARE_OF_RESULTS))
    with transaction.atomic():
        _insert_laos(laos, rng, sentences, f"{count}")
        insert_courses(courses, rng, sentences, f"{count}")
        insert_results(results, rng, f"{count}")
        _insert_stories(missing - laos - courses - results, rng, sentences, f"{count}")


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
    insert(index, pages)


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
    insert(index, pages)
