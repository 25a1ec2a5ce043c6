"""Source documents read once a generation: pages quote the same few under figures in many bricks."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from search.memory import remember

MOST = 300  # rows kept in memory; what lies beyond is looked up when asked for


class RememberedManager(models.Manager[Any]):
    """Its `in_bulk`, by which Wagtail looks up each kind of brick for itself, answers from memory."""

    def in_bulk(self, id_list: Iterable[Any] | None = None, *, field_name: str = "pk") -> dict[Any, Any]:
        """Rows by primary key."""
        if id_list is None or field_name != "pk":
            return super().in_bulk(id_list, field_name=field_name)
        wanted = {key for key in id_list if key is not None}
        if not wanted:
            return {}
        known = remember(self.model._meta.label, lambda: {row.pk: row for row in self.all()[:MOST]})
        found = {key: known[key] for key in wanted if key in known}
        missing = wanted - found.keys()
        return found | super().in_bulk(missing) if missing else found
