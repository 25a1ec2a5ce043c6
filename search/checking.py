"""Proves that the index says what the sources say, and mends it where it does not."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db import transaction

from search import indexing, tallies
from search.backends import backend
from search.documents import Document
from search.models import Entry, EntryText
from search.registry import registry
from search.services import raise_generation

ENGINE, COUNTS = "engine", "counts"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that the index says wrongly.

    `what` is missing, surplus, visibility, columns, facets, words, counts or engine.
    """

    what: str
    kind: str
    key: str
    detail: str

    def __str__(self) -> str:
        return f"{self.what}: {self.kind} {self.key} {self.detail}".strip()


def batches(keys: Iterable[str], size: int = indexing.BATCH) -> Iterator[list[str]]:
    """The keys in lists of at most `size`."""
    rest = iter(keys)
    while batch := list(islice(rest, size)):
        yield batch


def problems() -> Iterator[Problem]:
    """Everything that is wrong: first what the sources say, then what no source knows, then the engine's own index.

    Numbers are counted from entries: they are told where the entries of a kind are true.
    """
    told: set[str] = set()
    for problem in _of_entries():
        told.add(problem.kind)
        yield problem
    for kind, detail in tallies.problems():
        if kind not in told:
            yield Problem(COUNTS, kind, "", detail)
    for sentence in backend().problems():
        yield Problem(ENGINE, "", "", sentence)


def _of_entries() -> Iterator[Problem]:
    for kind, source in registry.sources().items():
        for batch in batches(source.keys()):
            yield from differences(kind, batch)
        for batch in batches(_surplus_keys(kind, source.keys())):
            yield from differences(kind, batch)
    orphans = Entry.objects.exclude(kind__in=registry.sources()).values_list("kind", "key", "locale")
    for kind, key, locale in orphans.order_by("pk").iterator():
        yield Problem("surplus", kind, key, f"in {locale}: no source has this kind")


def differences(kind: str, keys: Sequence[str]) -> Iterator[Problem]:
    """Where the entries of these keys differ from what their source says."""
    wanted = indexing.documents(kind, keys)
    present = {
        (entry.key, entry.locale): entry
        for entry in Entry.objects.filter(kind=kind, key__in=keys).prefetch_related("facet_rows", "text")
    }
    for key, locale in wanted.keys() - present.keys():
        yield Problem("missing", kind, key, f"in {locale}")
    for key, locale in present.keys() - wanted.keys():
        yield Problem("surplus", kind, key, f"in {locale}: no visitor may find it")
    for name in wanted.keys() & present.keys():
        for what, detail in _faults(present[name], wanted[name]):
            yield Problem(what, kind, name[0], f"in {name[1]}: {detail}")


def _faults(entry: Entry, document: Document) -> Iterator[tuple[str, str]]:
    columns = indexing.columns_of(document)
    if not entry.is_visible:
        yield "visibility", "it is hidden"
    wrong = [name for name, value in columns.items() if name != "is_visible" and getattr(entry, name) != value]
    if wrong:
        yield "columns", ", ".join(wrong)
    rows = {(row.name, row.code) for row in entry.facet_rows.all()}
    facets = columns["facets"]
    if isinstance(facets, dict) and rows != {(name, code) for name, codes in facets.items() for code in codes}:
        yield "facets", "the rows differ"
    text = getattr(entry, "text", None)
    if text is None or entry.words_hash != _stored_hash(text) or entry.text_hash != indexing.text_hash(document):
        yield "words", "they are not those of its text"


def _stored_hash(text: EntryText) -> str:
    return indexing.words_hash({name: getattr(text, name) for name in ("body", *indexing.WORD_COLUMNS)})


def _surplus_keys(kind: str, keys: Iterable[str]) -> list[str]:
    indexed = set(Entry.objects.filter(kind=kind).values_list("key", flat=True))
    return sorted(indexed.difference(keys))


def mend(found: Sequence[Problem]) -> None:
    """Write anew what the problems name; each batch is a transaction of its own."""
    by_kind: dict[str, set[str]] = {}
    for problem in found:
        if problem.what not in (ENGINE, COUNTS):
            by_kind.setdefault(problem.kind, set()).add(problem.key)
    for kind, keys in by_kind.items():
        for batch in batches(sorted(keys)):
            with transaction.atomic():
                indexing.write(kind, batch, anew=True)
    if any(problem.what == ENGINE for problem in found):
        backend().rebuild()
    if found:
        # Last: what was written wrongly by hand was counted wrongly too.
        tallies.rebuild()
    if found:
        raise_generation()
