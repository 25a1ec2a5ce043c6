"""Editors see which indicators nothing speaks to."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from cms.indicators import services
from cms.indicators.keeping.speaking import spoken
from cms.indicators.models import Topic
from tests.cast import Cast
from tests.indicators.ground import published, sample_set
from tests.indicators.staff import in_english, url, words
from tests.pages_made import make_story
from tests.research.ground import result

pytestmark = pytest.mark.django_db


def test_each_topic_has_its_numbers_and_titles_and_the_silent_ones_come_first(cast: Cast, site: Site) -> None:
    version = published()
    water, capital = (Topic.objects.get(code=code) for code in ("A1", "A2"))
    make_story("บ่อน้ำของเรา", topics=[water])
    make_story("ตลาดน้ำ", topics=[water, capital])
    result("ผลของการออม", topics=[capital])
    withdrawn = make_story("ถอนแล้ว", topics=[Topic.objects.get(code="B1")])
    withdrawn.unpublish()
    rows = spoken(version.indicator_set)
    assert [(row.topic.code, [number for _words, number in row.counts]) for row in rows] == [
        *(("B1", [0, 0, 0]), ("A1", [2, 0, 0]), ("A2", [1, 0, 1]))
    ]
    assert {hit.title for hit in rows[2].newest} == {"ตลาดน้ำ", "ผลของการออม"}
    page = words(in_english(cast, "editor").get(url("speaking", version.indicator_set_id)))
    assert "Nothing speaks to one indicator" in page
    assert "บ่อน้ำของเรา" in page
    assert "ถอนแล้ว" not in page


def test_what_is_not_asked_any_more_comes_last_and_is_not_missed(cast: Cast, site: Site) -> None:
    version = published()
    Topic.objects.filter(code="A1").update(is_asked=False)
    assert [row.topic.code for row in spoken(version.indicator_set)] == ["A2", "B1", "A1"]
    page = words(in_english(cast).get(url("speaking", version.indicator_set_id)))
    assert "Nothing speaks to 2 indicators" in page
    assert "not asked any more" in page


def test_a_set_that_was_never_published_says_so(cast: Cast) -> None:
    page = words(in_english(cast).get(url("speaking", sample_set().pk)))
    assert "No version of this set was published yet" in page


def test_the_report_takes_no_more_queries_the_more_topics_there_are(cast: Cast, site: Site) -> None:
    version = published()
    story = make_story("เรื่องเดียว", topics=list(Topic.objects.all()))
    with CaptureQueriesContext(connection) as few:
        spoken(version.indicator_set)
    for number in range(20):
        Topic.objects.create(indicator_set=version.indicator_set, code=f"X{number}", name_th="ใหม่")
    story.topics.set(Topic.objects.all())
    story.save_revision().publish()
    with CaptureQueriesContext(connection) as more:
        assert len(spoken(version.indicator_set)) == 23
    assert len(more) <= len(few) <= 6


def test_another_sets_topics_of_the_same_code_are_not_counted(cast: Cast, site: Site) -> None:
    version = published()
    other = services.publish_version(
        version=services.duplicate(version=published(of=sample_set("other"))), user=None, replacing=True, reason="ใหม่"
    )
    make_story("ของอีกชุด", topics=[other.indicator_set.topics.get(code="A1")])
    assert all(row.total == 0 for row in spoken(version.indicator_set))
