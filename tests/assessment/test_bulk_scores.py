"""A round of which only indicators' percentages are known: what is none is told by its cell."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from cms.assessment.bulk.columns import SCORES
from cms.assessment.models import Round
from tests.assessment.made import organisation, round_of, small_set
from tests.assessment.test_bulk import flaws, row
from tests.places.ground import ground

pytestmark = pytest.mark.django_db


@pytest.fixture
def round() -> Iterator[Round]:
    ground("40")
    small_set()
    with translation.override("en"):
        yield round_of(2025)


@pytest.mark.parametrize("value", ["100.01", "-1", "12.345", "ดี", ""], ids=["above", "below", "fine", "words", "empty"])
def test_a_percentage_out_of_bounds_is_refused(round: Round, value: str) -> None:
    found = flaws(round, row(organisation("หนองดี").key, value, 1, 1, 1), form=SCORES)
    assert [flaw.cell for flaw in found] == ["G2"]


def test_a_percentage_of_an_indicator_that_always_applies_is_never_na(round: Round) -> None:
    assert [flaw.cell for flaw in flaws(round, row(organisation().key, "NA", 1, 1, 1), form=SCORES)] == ["G2"]
