"""Whoever speaks for an organisation is told, once, that its result was published with a whole round; nobody else is."""

import pytest
from django.db import IntegrityError

from cms.accounts.models import Affiliation, Notice
from cms.assessment.bulk.importing import Refused, import_round
from cms.assessment.many_rows import insert_many
from cms.assessment.models import Answer, ResultScore
from tests.assessment.made import organisation, round_of, small_set
from tests.assessment.test_bulk import row, workbook
from tests.cast import Cast
from tests.pages_made import provinces

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


def test_an_officer_is_told_once_and_others_are_not(cast: Cast) -> None:
    provinces("40")
    small_set()
    spoken_for, quiet = organisation("หนองดี"), organisation("หนองเงียบ")
    Affiliation.objects.create(user=cast.lao_officer, role="lao_officer", organisation=spoken_for)
    in_round = round_of(2025)
    content = workbook(in_round, row(spoken_for.key, *[4] * 8), row(quiet.key, *[2] * 8))
    import_round(round=in_round, content=content, name="2025.xlsx", user=cast.moderator)
    told = Notice.objects.get()
    assert (told.recipient, told.kind) == (cast.lao_officer, "assessment_published")
    assert "หนองดี" in told.text_th
    assert spoken_for.key in told.url
    with pytest.raises(Refused):
        import_round(round=in_round, content=content, name="2025.xlsx", user=cast.moderator)
    assert Notice.objects.count() == 1


def test_rows_written_by_the_thousand_are_judged_by_the_database_as_any_other(cast: Cast) -> None:
    provinces("40")
    small_set()
    one = organisation("หนองดี")
    in_round = round_of(2025)
    import_round(round=in_round, content=workbook(in_round, row(one.key, *[4] * 8)), name="x", user=cast.moderator)
    score = ResultScore.objects.filter(layer="indicator").earliest("pk")
    names = ("result_id", "round_id", "layer", "code", "weight", "effective", "percent", "self_percent")
    again = [tuple(getattr(score, name) for name in names)]
    answer = Answer.objects.earliest("pk")
    assert (answer.points, answer.note, answer.revision, answer.value) == (4, "", 1, None)
    insert_many(ResultScore, names, [])
    with pytest.raises(IntegrityError):
        insert_many(ResultScore, names, again)
