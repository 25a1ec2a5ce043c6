"""The doors of search: put in, take out, find."""

from collections.abc import Collection

from django.db import transaction

from search import indexing, tallies
from search.counting import facet_counts as facet_counts
from search.finding import browse as browse
from search.finding import find as find
from search.finding import resolve as resolve
from search.generations import generation as generation
from search.generations import raise_generation as raise_generation
from search.models import Entry
from search.registry import registry
from search.short_lists import ShortList as ShortList
from search.short_lists import browse_each as browse_each


def index(kind: str, keys: Collection[str]) -> None:
    """Make the index say what is true now of these things, inside the caller's transaction.

    What the source of this kind answers is written; what it leaves out is removed. Raises the generation number, so
    that no cached page of an older state is served.
    """
    with transaction.atomic():
        # Asked first: of what is gone only the index still knows.
        following = [(follower.kind, follower.keys(sorted(keys))) for follower in registry.followers(kind)]
        indexing.write(kind, keys)
        for other, theirs in following:
            indexing.write(other, theirs)
        raise_generation()


def hide(kind: str, keys: Collection[str]) -> None:
    """Take these things out of every list and result at once, without asking their source; `index` brings them back.

    For whoever suspends many things in one transaction and re-indexes them later.
    """
    with transaction.atomic():
        entries = Entry.objects.filter(kind=kind, key__in=keys)
        counted = tallies.of(entries.select_for_update().order_by("pk"))
        entries.update(is_visible=False)
        tallies.add(kind, counted, tallies.of(()))
        raise_generation()
