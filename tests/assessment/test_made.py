"""What tests stand on is as publishing would leave it."""

import pytest

from tests.assessment.made import organisation, published, small_set
from tests.pages_made import provinces


@pytest.mark.django_db
def test_a_made_result_says_what_the_scoring_says() -> None:
    provinces("40")
    small_set()
    standing = published(organisation(), 2025, points=4, B1=0, B2b=None)
    assert standing.percent == 80
    # Half of B's marks, as the floor of the highest level asks.
    assert standing.rank == 3
    assert standing.result.layers.get(layer="indicator", code="B1").percent == 0
    again = published(standing.organisation, 2026, points=4)
    assert again.percent == 100
    assert (again.rank, again.before) == (3, 3)
