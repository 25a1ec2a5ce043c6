"""What is counted within an hour is counted on, whatever ends meanwhile."""

import pytest
from django.core.cache import cache

from cms.accounts.pace import counted


def test_each_time_is_one_more() -> None:
    assert [counted("a"), counted("a"), counted("b")] == [1, 2, 1]


def test_an_hour_that_ends_between_two_looks_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    add = cache.add

    def ends_at_once(key: str, value: int, seconds: int) -> bool:
        made = bool(add(key, value, seconds))
        if value == 0:
            cache.delete(key)
        return made

    monkeypatch.setattr(cache, "add", ends_at_once)
    assert counted("a") == 1
    monkeypatch.undo()
    assert counted("a") == 2
