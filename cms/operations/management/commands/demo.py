"""`manage.py demo`: the site with its demo content, web server and worker, and a sign-in for each role."""

from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from cms.academy import demo as academy
from cms.accounts import demo as people
from cms.accounts.roles import Role
from cms.assessment import demo as assessments
from cms.blocks.demo.bricks import load_sources
from cms.home import demo as home
from cms.home.founding import found_site
from cms.indicators import shipped
from cms.lao import demo as lao
from cms.operations import static_files
from cms.operations.demo_steps import demo_steps
from cms.operations.management.commands.run import Command as RunCommand
from cms.pages.demo import Album, Desk
from cms.research import demo as research
from cms.stories import demo as stories
from media.queries import photos_without_renditions
from media.rendering import render_many
from search.models import Entry

COMPLETE = "complete-6"  # raise the number when demo content is added


class Command(RunCommand):
    """Loads what is missing of the demo content, then serves; run again it starts at once."""

    help = "Loads the demo content and starts the web server and the worker."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--load-only` for tests and other tools."""
        super().add_arguments(parser)
        parser.add_argument("--load-only", action="store_true", help="load the content and do not serve")

    def handle(self, *, load_only: bool = False, **options: Any) -> None:
        """Load, then serve until stopped."""
        if load_only:
            gathering = static_files.begin()
            self.prepare()
            gathering.finish()
            return
        super().handle(**options)

    def prepare(self) -> None:
        """The bare site first, then its content, once."""
        super().prepare()
        stamp = settings.VAR / "demo-loaded"
        if stamp.exists() and stamp.read_text() == _complete() and Entry.objects.exists():
            return
        self.load()
        stamp.write_text(_complete())

    def load(self) -> None:
        """Each step leaves alone what is there, so a start that was broken off goes on where it stopped."""
        columns = (TextColumn("{task.description:<28}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(file=self.stdout)) as progress:  # type: ignore[arg-type]  # Django's wrapper writes as a file does
            people.load()
            load_sources()
            found_site()
            for code in shipped.codes():
                shipped.install(code=code)
            album = Album.open()
            steps = demo_steps()
            wishes = [*home.wishes(), *lao.wishes(), *stories.wishes(), *academy.wishes(), *research.wishes()]
            wishes += [wish for step in steps for wish in step.wishes()]
            missing = {wish.name for wish in wishes} - album.photos.keys()
            _follow(progress, "Drawing illustrations", album.draw(wishes), len(missing))
            desk = Desk(album)
            _follow(progress, "About and standard pages", home.load(desk), len(home.STANDARD) + 3)
            _follow(progress, "LAO profiles", lao.load(desk), len(lao.keys()))
            _follow(progress, "Stories", stories.load(desk), len(stories.names()))
            _follow(progress, "Research", research.load(desk), research.count())
            _follow(progress, "Home pages", home.load_front(desk), len(home.LANGUAGES))
            for step in steps:
                _follow(progress, step.STEP, step.load(album), step.count())
            _follow(progress, "Courses", academy.load(desk), len(academy.names()))
            _follow(progress, "Assessments", assessments.load(), assessments.count())
            waiting = photos_without_renditions()
            _follow(progress, "Sizes of pictures", render_many(waiting, quick=True), len(waiting))
        call_command("search_rebuild", stdout=self.stdout)

    def sign_ins(self) -> list[str]:
        """One line for each role."""
        lines = [
            f"\nSign in at {settings.SITE_URL}/account/login/ — every demo person has the password {people.password()}"
        ]
        lines += [f"  {role.value:<26}{people.address(role)}" for role in Role]
        lines.append(
            "In Kalyanamitr the officer has an assessment half filled, the representative a village to begin, the researcher"
            f" one to verify, the moderator one to publish: {settings.SITE_URL}/kalyanamitr/assess/"
        )
        lines.append(
            f"Mail lands in {settings.EMAIL_FILE_PATH or 'the mail server'}; the admin is at {settings.SITE_URL}/admin/"
        )
        return lines


def _complete() -> str:
    """What the stamp says when everything is there: which content, and in which database, for another may follow."""
    told = connection.settings_dict
    return f"{COMPLETE} in {told['HOST']}:{told['PORT']}/{told['NAME']}"


def _follow(progress: Progress, words: str, steps: Iterable[object], total: int) -> None:
    task = progress.add_task(words, total=max(0, total))
    for _step in steps:
        progress.advance(task)
