"""What every test may ask for: the cast, and a site with a Thai and an English home."""

import gc
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.db import connection
from django.utils import translation
from pytest_django import DjangoDbBlocker
from pytest_django.plugin import blocking_manager_key
from wagtail.models import Page, Site
from wagtail.signal_handlers import connect_reference_index_signal_handlers, disconnect_reference_index_signal_handlers
from xdist.remote import Producer

import search.memory
from cms.indicators import queries
from cms.settings.engines import DATABASE_URL
from tests.cast import Cast
from tests.databases import copied_for_this_process
from tests.first_pages import make_first_pages
from tests.lifecycle.flush import let_flush_empty_append_only_tables
from tests.scheduling import FilesInOrder, long_ones_first, mark_what_one_database_proves

RESTORE = pytest.StashKey[Callable[[], None]]()


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> FilesInOrder | None:
    """Ours where `--dist loadfile` is asked for."""
    return FilesInOrder(config, log) if config.getvalue("dist") == "loadfile" else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The order of the run, and what PostgreSQL need not be asked."""
    long_ones_first(items)
    mark_what_one_database_proves(items)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """While everything is loaded, nothing becomes garbage."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


def pytest_collection_finish() -> None:
    """What is loaded by now stays; to look through it again and again for garbage took a tenth of all tests' time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def _commits(item: pytest.Item) -> bool:
    """Whether the test is no transaction that is rolled back."""
    asked = {"live_server", "transactional_db"} & set(getattr(item, "fixturenames", ()))
    return bool(asked) or any(mark.kwargs.get("transaction") for mark in item.iter_markers("django_db"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None]:
    """A transactional test ends with a flush, which takes what migrations put in; files that come later stand on that."""
    yield
    if nextitem is not None and _commits(item):
        with item.config.stash[blocking_manager_key].unblock():
            item.config.stash[RESTORE]()
            ContentType.objects.clear_cache()


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """In place of pytest-django's own, which runs every migration in every process: a copy of what they made once."""
    copied = ExitStack()
    with django_db_blocker.unblock():
        begun = copied_for_this_process(connection, DATABASE_URL, make_first_pages)
        request.config.stash[RESTORE] = copied.enter_context(begun)
    yield
    with django_db_blocker.unblock():
        copied.close()


@pytest.fixture(autouse=True)
def nothing_left_over() -> None:
    """Rate limits, cached pages, the language of the last request and what a process remembers of indicator sets, whose
    numbers begin again, do not reach from one test into the next."""
    translation.deactivate()
    queries._remembered.cache_clear()
    for name in settings.CACHES:
        caches[name].clear()


@pytest.fixture(scope="session", autouse=True)
def flush_empties_everything() -> None:
    """Transactional tests end with a flush, which append-only tables would refuse."""
    let_flush_empty_append_only_tables(connection)


@pytest.fixture(scope="session", autouse=True)
def nothing_is_looked_for_where_it_is_used() -> None:
    """Wagtail's index of what is used where is written by its worker; to write it at each save took a fifteenth of all
    tests' time, and few ask it: they ask for `reference_index`."""
    disconnect_reference_index_signal_handlers()


@pytest.fixture
def reference_index(nothing_is_looked_for_where_it_is_used: None) -> Iterator[None]:
    """What is saved in this test is looked through for what it uses."""
    connect_reference_index_signal_handlers()
    yield
    disconnect_reference_index_signal_handlers()


@pytest.fixture
def remembering(monkeypatch: pytest.MonkeyPatch) -> None:
    """This process remembers pieces of pages, also inside the transaction that a test is; it begins with nothing."""
    monkeypatch.setattr(search.memory, "_memory", search.memory.Memory())
    monkeypatch.setattr(search.memory, "_may_come_to_nothing", lambda: False)


@pytest.fixture
def cast(db: None) -> Cast:
    """The people of the test, see `tests.cast`."""
    return Cast()


@pytest.fixture
def root(db: None) -> Page:
    """The root of the page tree."""
    root: Page = Page.get_first_root_node()
    return root


@pytest.fixture
def site(root: Page) -> Site:
    """The default site; its home is Thai at `/`, with an English translation at `/en/`. See `tests.first_pages`."""
    site: Site = Site.objects.select_related("root_page").get()
    return site
