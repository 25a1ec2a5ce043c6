"""Writes entries, their words and their facets so that they say what the sources say.

Words are cut only where the text, or the rules of cutting, changed. All of it runs inside the caller's transaction.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from search import tallies
from search.documents import Document
from search.models import Entry, EntryFacet, EntryText
from search.query import trigrams
from search.registry import registry
from search.text.compounds import parts
from search.text.normalise import clean, normalise
from search.text.thai import text_version, words

LONGEST_BODY = 20_000
LONGEST_TITLE = 500
_LONGEST_FACET = 80
BATCH = 200

COLUMNS = (
    "translation_key",
    "title",
    "url",
    "summary",
    "photo_id",
    "facets",
    "published_at",
    "price",
    "in_stock",
    "is_visible",
    "sort_key",
)
WORD_COLUMNS = ("title_words", "body_words", "title_parts", "body_parts", "title_trigrams")
_THAI_LEAD = "เแโใไ"

Name = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Text:
    """What is written into `EntryText`, with the two hashes that stand in `Entry`."""

    columns: Mapping[str, str]
    text_hash: str
    words_hash: str


def columns_of(document: Document) -> dict[str, object]:
    """The plain columns of the document's entry."""
    title = clean(document.title).strip()[:LONGEST_TITLE]
    return {
        "translation_key": document.translation_key or document.key,
        "title": title,
        "url": document.url,
        "summary": clean(document.summary).strip(),
        "photo_id": document.photo_id,
        "facets": {
            name: [str(code)[:_LONGEST_FACET] for code in codes]
            for name, codes in sorted(document.facets.items())
            if codes
        },
        "published_at": document.published_at,
        "price": document.price,
        "in_stock": document.in_stock,
        "is_visible": True,
        "sort_key": sort_key(title),
    }


def sort_key(title: str) -> str:
    """Sorts by code point as a Thai dictionary does, near enough: consonant before its leading vowel, marks last."""
    plain = normalise(title)
    letters: list[str] = []
    marks: list[str] = []
    position = 0
    while position < len(plain):
        if plain[position] in _THAI_LEAD and position + 1 < len(plain):
            letters += [plain[position + 1], plain[position]]
            position += 2
            continue
        (marks if "\u0e47" <= plain[position] <= "\u0e4e" else letters).append(plain[position])
        position += 1
    return ("".join(letters) + "\x01" + "".join(marks))[:200]


def text_hash(document: Document) -> str:
    """Tells one text, and one set of rules, from another."""
    return _hash([text_version(), document.title, document.summary, document.keywords, document.body[:LONGEST_BODY]])


def words_hash(columns: Mapping[str, str]) -> str:
    """Tells whether stored words, and the text that snippets are cut from, are as they were written."""
    return _hash([columns[name] for name in ("body", *WORD_COLUMNS)])


def text_of(document: Document) -> Text:
    """The document's words, cut now."""
    title = words(normalise(document.title[:LONGEST_TITLE]))
    everything = "\n".join((document.keywords, document.summary, document.body[:LONGEST_BODY]))
    body = words(normalise(everything))
    columns = {
        "body": "\n".join(line for line in map(str.strip, clean(document.body[:LONGEST_BODY]).splitlines()) if line),
        "title_words": " ".join(title),
        "body_words": " ".join(body),
        "title_parts": " ".join(part for word in title for part in parts(word)),
        "body_parts": " ".join(part for word in body for part in parts(word)),
        "title_trigrams": " ".join(trigrams("".join(title))),
    }
    return Text(columns, text_hash(document), words_hash(columns))


def write(kind: str, keys: Collection[str], *, ready: Mapping[str, Text] | None = None, anew: bool = False) -> None:
    """Make the entries of these things say what their source says now; a kind without a source has none.

    `ready` holds texts by text hash that are cut already; `anew` writes words even where nothing changed.
    """
    ordered = sorted({key for key in keys if key})
    with transaction.atomic():
        for start in range(0, len(ordered), BATCH):
            _write_batch(kind, ordered[start : start + BATCH], ready or {}, anew=anew)


def documents(kind: str, keys: Sequence[str]) -> dict[Name, Document]:
    """What the source says of these keys, by key and locale; what has no title or address cannot be found."""
    source = registry.sources().get(kind)
    wanted = set(keys)
    found = source.documents(keys) if source else ()
    good = [
        document
        for document in found
        if document.kind == kind and document.key in wanted and document.url and clean(document.title).strip()
    ]
    added = registry.added_facets(kind, sorted({document.key for document in good}))
    return {
        (document.key, document.locale): replace(document, facets={**document.facets, **added[document.key]})
        if document.key in added
        else document
        for document in good
    }


def _write_batch(kind: str, keys: Sequence[str], ready: Mapping[str, Text], *, anew: bool) -> None:
    # Taking the rows' locks before asking the source makes the last writer also the one that read last.
    locked = Entry.objects.select_for_update().filter(kind=kind, key__in=keys).order_by("pk")
    present = {(entry.key, entry.locale): entry for entry in locked}
    counted = tallies.of(present.values())
    wanted = documents(kind, keys)
    surplus = [entry.pk for name, entry in present.items() if name not in wanted]
    if surplus:
        Entry.objects.filter(pk__in=surplus).delete()
    changed: list[Entry] = []
    texts: list[tuple[Entry, Text]] = []
    facets: list[Entry] = []
    now: list[Entry] = []
    for name, document in wanted.items():
        before = present.get(name)
        entry = before or Entry(kind=kind, key=name[0], locale=name[1])
        columns = columns_of(document)
        if before is None or anew or entry.text_hash != text_hash(document):
            text = ready.get(text_hash(document)) or text_of(document)
            texts.append((entry, text))
            columns |= {"text_hash": text.text_hash, "words_hash": text.words_hash}
        if before is None or anew or columns["facets"] != entry.facets:
            facets.append(entry)
        if before is None or any(getattr(entry, column) != value for column, value in columns.items()):
            for column, value in columns.items():
                setattr(entry, column, value)
            changed.append(entry)
        now.append(entry)
    _save(changed, texts, facets)
    tallies.add(kind, counted, tallies.of(now))


def _save(changed: Sequence[Entry], texts: Sequence[tuple[Entry, Text]], facets: Sequence[Entry]) -> None:
    columns = [*COLUMNS, "text_hash", "words_hash"]
    for entries, unique in (
        ([entry for entry in changed if entry.pk is None], ["kind", "key", "locale"]),
        ([entry for entry in changed if entry.pk is not None], ["id"]),
    ):
        Entry.objects.bulk_create(entries, update_conflicts=True, unique_fields=unique, update_fields=columns)
    EntryText.objects.bulk_create(
        [EntryText(entry=entry, **text.columns) for entry, text in texts],
        update_conflicts=True,
        unique_fields=["entry"],
        update_fields=["body", *WORD_COLUMNS],
    )
    EntryFacet.objects.filter(entry__in=facets).delete()
    EntryFacet.objects.bulk_create([row for entry in facets for row in facet_rows(entry)], ignore_conflicts=True)


def facet_rows(entry: Entry) -> Iterable[EntryFacet]:
    """A row for each code of each facet."""
    for name, codes in entry.facets.items():
        for code in dict.fromkeys(codes):
            yield EntryFacet(entry=entry, name=name, code=code)


def _hash(texts: Sequence[str]) -> str:
    return hashlib.blake2b(json.dumps(texts).encode(), digest_size=16).hexdigest()
