"""The index as the database keeps it: what is findable, its words, its facets, and how often it has changed."""

from django.db import models
from django.db.models import F, Q


def lacks(column: str) -> models.ExpressionWrapper[Q]:
    """Whether the column is empty, for an index on it."""
    return models.ExpressionWrapper(Q(**{f"{column}__isnull": True}), output_field=models.BooleanField())


class Entry(models.Model):
    """One findable thing in one language, as lists and results show it.

    Rows are written by `search.indexing` only. `text_hash` tells from which text, and by which rules, the words were
    cut; `words_hash` tells what was cut.
    """

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=100)
    locale = models.CharField(max_length=10)
    translation_key = models.CharField(max_length=100)
    title = models.TextField()
    url = models.TextField()
    summary = models.TextField(blank=True)
    photo_id = models.BigIntegerField(null=True, blank=True)
    facets = models.JSONField(default=dict)
    published_at = models.DateTimeField(null=True, blank=True)
    price = models.BigIntegerField(null=True, blank=True)
    in_stock = models.BooleanField(null=True, blank=True)
    is_visible = models.BooleanField(default=True)
    sort_key = models.CharField(max_length=200)
    text_hash = models.CharField(max_length=32)
    words_hash = models.CharField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "locale"], name="search_entry_once_per_language"),
            models.CheckConstraint(
                condition=Q(price__isnull=True) | Q(price__gte=0), name="search_entry_price_not_negative"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="search_entry_has_title"),
            models.CheckConstraint(condition=~Q(url=""), name="search_entry_has_url"),
        ]
        indexes = [
            models.Index(fields=["kind", "translation_key", "locale"], name="search_entry_translations"),
            # As lists are ordered (see `search.listing`): what lacks a date or a price comes last.
            models.Index(
                "kind", "locale", lacks("published_at"), F("published_at").desc(), F("id").desc(), name="search_newest"
            ),
            models.Index("kind", "locale", lacks("price"), F("price"), F("id"), name="search_cheapest"),
            models.Index("kind", "locale", lacks("price"), F("price").desc(), F("id"), name="search_dearest"),
            # Entries are counted by this alone, without reading their words.
            models.Index(fields=["kind", "locale", "is_visible", "in_stock", "price", "id"], name="search_counting"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} {self.locale}"


class EntryText(models.Model):
    """The text of an entry and its words, from which the database's own index is kept (see `search.backends`)."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, primary_key=True, related_name="text")
    body = models.TextField(blank=True)
    title_words = models.TextField(blank=True)
    body_words = models.TextField(blank=True)
    title_parts = models.TextField(blank=True)
    body_parts = models.TextField(blank=True)
    title_trigrams = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"text of entry {self.entry_id}"


class EntryFacet(models.Model):
    """One code under which an entry is found, such as province 50."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="facet_rows")
    name = models.CharField(max_length=40)
    code = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "code", "entry"], name="search_facet_once_per_entry")]

    def __str__(self) -> str:
        return f"{self.name}={self.code}"


class FacetCount(models.Model):
    """How many visible entries of a kind a code has in a language; under no name and no code stand all of the kind."""

    kind = models.CharField(max_length=40)
    locale = models.CharField(max_length=10)
    name = models.CharField(max_length=40, blank=True)
    code = models.CharField(max_length=80, blank=True)
    number = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "locale", "name", "code"], name="search_facet_count_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.locale} {self.name}={self.code}: {self.number}"


class Generation(models.Model):
    """How many findable changes there have been; one row."""

    number = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="search_generation_is_one_row")]

    def __str__(self) -> str:
        return str(self.number)
