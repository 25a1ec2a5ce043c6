"""The walk: every address of the resolver, by GET and POST, as every role. What is expected stands in `walk_table.py`."""

from collections.abc import Callable, Iterator
from copy import copy, deepcopy
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import RegexPattern
from pytest_django import DjangoDbBlocker
from wagtail.models import Site

from tests.accounts.walk_samples import Samples, admin_sample, make_samples
from tests.accounts.walk_table import ADMIN_DATA, ADMIN_ONLY, ADMIN_OPEN, FAILS_IN_WAGTAIL, STAFF_NAMES, TABLE
from tests.cast import ROLES, VISITOR, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# Not reached by name: our own door in front of Wagtail's, and the admin's answer to unknown addresses.
NAMELESS = {"admin/login/", "admin/failwhale/", "admin/test404/", "admin/^.*/$"}


@dataclass(frozen=True)
class Address:
    """One pattern of the resolver."""

    route: str
    name: str
    names_of_arguments: tuple[str, ...]
    positions: int


def addresses() -> list[Address]:
    """All of them, in the order of the resolver."""
    return list(_below(get_resolver().url_patterns, "", "", ()))


def _below(
    patterns: list[URLPattern | URLResolver], route: str, space: str, names: tuple[str, ...]
) -> Iterator[Address]:
    for one in patterns:
        here = route + str(one.pattern)
        regex = one.pattern.regex
        known = (*names, *(one.pattern.converters or regex.groupindex))
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from _below(one.url_patterns, here, inner, known)
        else:
            unnamed = regex.groups if isinstance(one.pattern, RegexPattern) and not regex.groupindex else 0
            yield Address(here, space + one.name if one.name else "", known, unnamed)


def url_in_admin(address: Address, samples: Samples) -> str:
    if not address.name:
        assert address.route in NAMELESS, f"{address.route} has no name"
        return "/" + address.route.replace("^.*/$", "nowhere/")
    if address.positions:
        return reverse(address.name, args=[samples.page.pk, "live", "latest"][: address.positions])
    kwargs = {name: admin_sample(address.route, name, samples) for name in address.names_of_arguments}
    return reverse(address.name, kwargs=kwargs)


def visit(client: Client, method: str, url: str, data: dict[str, str] | None = None) -> HttpResponse:
    """Ask, and undo whatever it did, signing out included."""
    cookies = copy(client.cookies)
    with transaction.atomic():
        answer: HttpResponse = getattr(client, method)(url, data or {})
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer


def refused(answer: HttpResponse) -> bool:
    """Whether the admin kept somebody out: 403, nothing there, or the way to its first page or to signing in."""
    back = answer.headers.get("Location", "") == "/admin/" or answer.headers.get("Location", "").startswith(
        "/admin/login/"
    )
    return answer.status_code in {403, 404, 405} or (answer.status_code == 302 and back)


@pytest.fixture(scope="module")
def made(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Samples]:
    """Made once. Each test works in a savepoint inside this transaction, and its visits change no file."""
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("walk")),
        transaction.atomic(),
    ):
        yield make_samples(Cast(), Site.objects.select_related("root_page").get())
        transaction.set_rollback(True)


@pytest.fixture
def samples(made: Samples, db: None) -> Samples:
    return deepcopy(made)


@pytest.fixture
def browser(samples: Samples) -> Callable[[str], Client]:
    def signed_in(role: str) -> Client:
        client = samples.cast.client(role)
        client.raise_request_exception = False
        return client

    return signed_in


def test_every_address_of_the_site_has_an_expectation() -> None:
    listed = {name for name, _ in TABLE}
    site = [address for address in addresses() if not address.route.startswith("admin/")]
    assert [address for address in site if address.name not in listed] == []
    assert listed - {address.name for address in site} == set()


@pytest.mark.parametrize("role", ROLES)
def test_every_address_of_the_site_answers_as_the_table_says(
    samples: Samples, browser: Callable[[str], Client], role: str
) -> None:
    client = browser(role)
    wrong = []
    for name, row in TABLE:
        given = row.args(samples)
        url = reverse(name, args=given) if isinstance(given, list) else reverse(name, kwargs=given)
        for method, outcome in (("get", row.get), ("post", row.post)):
            full = url + (row.query if method == "get" else "")
            answer = visit(client, method, full, row.data(samples) if method == "post" else None)
            if answer.status_code not in outcome(role):
                wrong.append(f"{method.upper()} {url} ({name}): {answer.status_code}, expected {outcome(role)}")
    assert not wrong, "\n".join(["", *wrong])


# Who is no staff is kept out at the door, before any database could refuse.
AT_THE_ADMIN = [role if role in STAFF_NAMES else pytest.param(role, marks=pytest.mark.one_database) for role in ROLES]


@pytest.mark.parametrize("role", AT_THE_ADMIN)
def test_the_admin_lets_in_whom_it_should_and_meets_no_error(
    samples: Samples, browser: Callable[[str], Client], role: str
) -> None:
    client = browser(role)
    wrong = []
    for address in addresses():
        if not address.route.startswith("admin/") or address.route == "admin/login/":
            continue
        url = url_in_admin(address, samples)
        for method in ("get", "post"):
            answer = visit(client, method, url, ADMIN_DATA.get(address.name) if method == "post" else None)
            if not _as_it_should(address, role, method, answer):
                place = answer.headers.get("Location", "")
                wrong.append(f"{method.upper()} {url} ({address.name}): {answer.status_code} {place}")
    assert not wrong, "\n".join(["", *wrong])


def _as_it_should(address: Address, role: str, method: str, answer: HttpResponse) -> bool:
    if address.name in ADMIN_OPEN:
        return answer.status_code in ADMIN_OPEN[address.name]
    if role not in STAFF_NAMES:
        return refused(answer)
    may = next((who for prefix, who in ADMIN_ONLY if address.route.startswith(prefix)), STAFF_NAMES)
    if answer.status_code >= 500 and FAILS_IN_WAGTAIL.fullmatch(address.name):
        return method == "post"
    return answer.status_code < 500 and (role in may or refused(answer))


def test_what_belongs_to_somebody_else_is_untouched_by_every_role(
    samples: Samples, browser: Callable[[str], Client]
) -> None:
    for role in ROLES:
        if role != VISITOR:
            browser(role).post(reverse("account_read_notices"), {"up_to": str(samples.notice.pk)})
    samples.notice.refresh_from_db()
    assert samples.notice.read_at is None
