"""What a process remembers, for how long, and how much of it."""

from collections.abc import Collection, Iterator

import pytest
from django.core.signals import request_started
from django.db import transaction

from search import memory
from search.memory import LARGEST, MOST_ASKED_BYTES, MOST_BYTES, NO_TEXT, Memory, Shelf, remember
from search.services import raise_generation


class Made:
    """Says how often it was asked."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> int:
        """One more."""
        self.times += 1
        return self.times


@pytest.fixture
def made() -> Made:
    """Not asked yet."""
    return Made()


@pytest.fixture
def in_request(db: None, remembering: None) -> Iterator[None]:
    """While a visitor is being answered, of a site where something was published."""
    raise_generation()
    begin()
    yield
    memory._end()


def begin() -> None:
    """Another visitor comes."""
    memory._begin()


@pytest.mark.usefixtures("in_request")
class TestRemembering:
    """Asked once a generation."""

    def test_what_was_made_once_is_given_again(self, made: Made) -> None:
        assert [remember("it", made), remember("it", made)] == [1, 1]

    def test_names_are_kept_apart(self, made: Made) -> None:
        assert [remember(("it", "th"), made), remember(("it", "en"), made)] == [1, 2]

    def test_it_is_made_anew_after_anything_was_published(self, made: Made) -> None:
        remember("it", made)
        raise_generation()
        begin()
        assert remember("it", made) == 2

    def test_what_has_no_name_is_not_remembered(self, made: Made) -> None:
        assert [remember(None, made), remember(None, made)] == [1, 2]

    def test_what_is_for_its_asker_only_is_not_remembered(self, made: Made) -> None:
        assert [remember("it", made, unless=lambda _made: True) for _asker in range(2)] == [1, 2]
        assert remember("it", made, unless=lambda _made: False) == remember("it", made) == 3

    def test_nothing_is_remembered_while_the_generation_cannot_be_read(
        self, made: Made, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(memory, "generation", lambda: 0)
        assert [remember("it", made), remember("it", made)] == [1, 2]

    def test_what_visitors_name_is_given_again_and_drives_out_nothing_else(self, made: Made) -> None:
        remember("it", made)
        assert [remember("words", made, is_asked=True) for _visitor in range(2)] == [2, 2]
        for number in range(2 * MOST_ASKED_BYTES // NO_TEXT):
            remember(("words", number), object, is_asked=True)
        assert remember("it", made) == 1
        assert remember("words", made, is_asked=True) == 3

    def test_a_shelf_asks_once_for_what_it_does_not_have(self) -> None:
        asked: list[list[int]] = []

        def read(keys: Collection[int]) -> dict[int, str]:
            asked.append(sorted(keys))
            return {key: f"thing {key}" for key in keys if key < 9}

        shelf = Shelf("things")
        shelf.keep({3: "kept by the way"})
        assert shelf.each([1, 2, 9], read) == {1: "thing 1", 2: "thing 2"}
        assert shelf.each([2, 3, 4], read) == {2: "thing 2", 3: "kept by the way", 4: "thing 4"}
        assert asked == [[1, 2, 9], [4]]
        raise_generation()
        begin()
        assert shelf.each([1], read) == {1: "thing 1"}
        assert asked[2:] == [[1]]

    def test_outside_of_a_request_nothing_is_remembered(self, made: Made) -> None:
        memory._end()
        assert [remember("it", made), remember("it", made)] == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_inside_a_transaction_nothing_is_remembered(made: Made) -> None:
    raise_generation()
    request_started.send(sender=None)
    with transaction.atomic():
        assert [remember("it", made), remember("it", made)] == [1, 2]
    assert [remember("it", made), remember("it", made)] == [3, 3]


class TestItsBounds:
    """It never takes more than its bytes."""

    def test_what_was_asked_for_longest_ago_goes_first(self) -> None:
        kept, piece = Memory(), "ก" * (LARGEST // 3)
        for number in range(100):
            kept.keep(1, number, piece)
            assert kept.get(1, 0) is not None
        assert kept.get(1, 1) is None
        assert kept.get(1, 99) is not None

    def test_it_never_holds_more_than_its_bytes(self) -> None:
        kept, piece = Memory(), "ก" * (LARGEST // 3)
        for number in range(100):
            kept.keep(1, number, piece)
            assert kept.size <= MOST_BYTES

    def test_things_that_are_no_text_are_bounded_too(self) -> None:
        kept = Memory()
        for number in range(10_000):
            kept.keep(1, number, object())
        assert sum(kept.get(1, number) is not None for number in range(10_000)) <= MOST_BYTES // memory.NO_TEXT

    def test_one_very_large_piece_does_not_drive_out_the_others(self) -> None:
        kept = Memory()
        kept.keep(1, "small", "ก")
        kept.keep(1, "large", "ก" * LARGEST)
        assert kept.get(1, "large") is None
        assert kept.get(1, "small") is not None

    def test_keeping_a_name_again_counts_it_once(self) -> None:
        kept = Memory()
        kept.keep(1, "it", "ก" * 1000)
        size = kept.size
        kept.keep(1, "it", "ก" * 1000)
        assert kept.size == size

    def test_another_generation_finds_it_empty(self) -> None:
        kept = Memory()
        kept.keep(1, "it", "ก")
        assert kept.get(2, "it") is None
        kept.keep(2, "other", "ข")
        assert kept.get(1, "it") is None
        assert kept.get(2, "it") is None
