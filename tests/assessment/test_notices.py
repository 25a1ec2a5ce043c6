"""Whoever has something to do is told, in both languages, and nobody else."""

import pytest
from django.utils import timezone

from cms.accounts.models import Affiliation, Notice, User
from cms.assessment import services
from tests.assessment.worked import Ground, affiliate
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def told(kind: str) -> set[User]:
    """Who was told of this occasion; forgets it."""
    notices = Notice.objects.filter(kind=kind).select_related("recipient")
    found = {notice.recipient for notice in notices}
    assert len(found) == len(notices)
    notices.delete()
    return found


def test_each_move_tells_those_who_come_next(ground: Ground, cast: Cast) -> None:
    moderators = {ground.moderator, cast.administrator}
    affiliate(cast.community_representative, ground.assessment)
    Affiliation.objects.filter(user=cast.community_representative).update(role="community_representative")
    ground.submitted()
    handed_in, year = Notice.objects.get(), ground.assessment.round.year
    assert "อบต.ตัวอย่าง" in handed_in.text_th
    assert str(year + 543) in handed_in.text_th
    assert handed_in.text_en.endswith(f"its assessment of {year}; it waits for verification")
    assert handed_in.url == f"/kalyanamitr/assess/{ground.assessment.pk}/"
    assert told("assessment_submitted") == {ground.researcher}

    services.reopen(assessment=ground.again(), user=ground.researcher, reason="ขอ  ภาพถ่าย")
    assert "ขอ ภาพถ่าย" in Notice.objects.filter(kind="assessment_reopened")[0].text_th
    assert told("assessment_reopened") == moderators | {ground.officer, cast.community_representative}
    services.submit(assessment=ground.again(), user=ground.officer)
    told("assessment_submitted")

    ground.fill(3)
    services.verify(assessment=ground.again(), user=ground.researcher)
    assert told("assessment_verified") == moderators | {ground.officer, cast.community_representative}
    services.publish(assessment=ground.again(), user=ground.moderator)
    address = f"/kalyanamitr/organisations/{ground.assessment.organisation.key}/"
    assert {notice.url for notice in Notice.objects.filter(kind="assessment_published")} == {address}
    assert told("assessment_published") == {ground.officer, cast.community_representative}


def test_an_ended_affiliation_and_a_lost_role_are_told_nothing(ground: Ground, cast: Cast) -> None:
    ground.fill(3)
    ground.researcher.groups.clear()
    services.submit(assessment=ground.again(), user=ground.officer)
    assert told("assessment_submitted") == set()


def test_who_began_and_speaks_for_it_no_more_reads_no_reasons(ground: Ground) -> None:
    ground.submitted()
    Affiliation.objects.filter(user=ground.officer).update(ended_at=timezone.now(), end_reason="ย้ายไปที่อื่น")
    services.reopen(assessment=ground.again(), user=ground.researcher, reason="ขอภาพถ่าย")
    assert ground.officer not in told("assessment_reopened")
