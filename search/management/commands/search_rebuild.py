"""Makes the index say what the sources say, while the site goes on being searched."""

from argparse import ArgumentParser
from typing import IO, Any, cast

from django.core.management.base import BaseCommand
from django.db import transaction
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from search import indexing, tallies
from search.backends import backend
from search.checking import batches
from search.models import Entry
from search.registry import registry
from search.services import raise_generation


class Command(BaseCommand):
    """Rows are written over in small transactions, so there is no moment without an index."""

    help = "Index everything findable. Words are cut again where the text or the rules of cutting changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What the command line takes."""
        parser.add_argument("--all", action="store_true", help="cut all words again, changed or not")
        parser.add_argument("--kind", action="append", help="only this kind; may be repeated")

    def handle(self, *args: Any, **options: Any) -> None:
        """Index kind by kind, then take out what no source knows."""
        backend().install()
        chosen = options["kind"] or list(registry.sources())
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        quiet = options["verbosity"] == 0
        with Progress(*columns, console=Console(file=cast(IO[str], self.stdout)), disable=quiet) as progress:
            for kind in chosen:
                self._rebuild(kind, progress, anew=options["all"])
        if not options["kind"]:
            Entry.objects.exclude(kind__in=registry.sources()).delete()
        if options["all"]:
            backend().rebuild()
        tallies.rebuild()
        backend().refresh()
        raise_generation()
        if not quiet:
            self.stdout.write(f"{Entry.objects.count()} entries.")

    def _rebuild(self, kind: str, progress: Progress, *, anew: bool) -> None:
        source = registry.sources()[kind]
        keys = set(source.keys())
        indexed = set(Entry.objects.filter(kind=kind).values_list("key", flat=True))
        task = progress.add_task(kind, total=len(keys | indexed))
        for batch in batches(sorted(keys | indexed)):
            # Words are cut before the transaction, so that others wait for the writing only.
            ready = _cut(kind, batch, anew=anew)
            with transaction.atomic():
                indexing.write(kind, batch, ready=ready, anew=anew)
                raise_generation()
            progress.advance(task, len(batch))


def _cut(kind: str, keys: list[str], *, anew: bool) -> dict[str, indexing.Text]:
    known = set() if anew else set(Entry.objects.filter(kind=kind, key__in=keys).values_list("text_hash", flat=True))
    return {
        digest: indexing.text_of(document)
        for document in indexing.documents(kind, keys).values()
        if (digest := indexing.text_hash(document)) not in known
    }
