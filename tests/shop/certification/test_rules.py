"""How numbers of certificates look, by what is publicly known of each scheme."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from shop.certification import rules
from shop.certification.fields import DocumentDateField


@pytest.mark.parametrize(
    "typed", ["4020156520001", "40-2-01565-2-0001", "๔๐-๒-๐๑๕๖๕-๒-๐๐๐๑", " อย. 40 2 01565 2 0001 "], ids=[*"abcd"]
)
def test_a_number_of_the_fda_is_written_one_way(typed: str) -> None:
    assert rules.fda_number(typed) == "40-2-01565-2-0001"


@pytest.mark.parametrize(
    "typed",
    ["", "402015652000", "40201565200011", "99-2-01565-2-0001", "40-5-01565-2-0001", "40-2-01565-3-0001", "²" * 13],
    ids=[*"abcdefg"],
)
def test_what_the_fda_never_gave_is_refused(typed: str) -> None:
    with pytest.raises(rules.NotANumber):
        rules.fda_number(typed)


def test_a_gi_is_known_by_eight_digits() -> None:
    assert rules.gi_number("สช50100020") == rules.gi_number(" สช ๕๐๑๐๐๐๒๐") == "สช 50100020"
    with pytest.raises(rules.NotANumber):
        rules.gi_number("สช 5010002")


@given(st.text(max_size=80))
@settings(max_examples=60, deadline=None)
def test_any_text_is_a_number_or_refused(text: str) -> None:
    for scheme in rules.RULES.values():
        try:
            read = scheme.number(text)
        except rules.NotANumber:
            continue
        assert 0 < len(read) <= rules.LONGEST_NUMBER
        assert scheme.number(read) == read


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-12-31", "2026-12-31"),
        ("31/12/2569", "2026-12-31"),
        ("๑-๒-๒๕๖๙", "2026-02-01"),
        ("31.12.2026", "2026-12-31"),
    ],
    ids=[*"abcd"],
)
def test_a_day_is_read_as_papers_write_it(typed: str, day: str) -> None:
    assert str(DocumentDateField().clean(typed)) == day


@pytest.mark.parametrize(
    "typed", ["31/02/2569", "2569", "0/0/0", "31/12/9999", "tomorrow", "31/12/0001"], ids=[*"abcdef"]
)
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        DocumentDateField().clean(typed)
