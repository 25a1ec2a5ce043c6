"""Evidence of a role request: who sees it, and when it is gone."""

import os
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from cms.accounts import role_papers, role_requests, services
from cms.accounts.models import Affiliation, RoleRequest, User
from cms.accounts.representing import RequestState
from cms.accounts.roles import Role
from tests.accounts.role_asking import ask, officer, paper, pdf, photo, researcher
from tests.cast import PEOPLE, Cast
from tests.pages_made import make_lao

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("khon_kaen")]


def test_of_all_people_only_who_asked_and_who_decides_see_it(cast: Cast) -> None:
    address = reverse("account_role_paper", args=[researcher(cast.owner).pk])
    may = {who for who in PEOPLE if cast.client(who).get(address).status_code == 200}
    assert may == {"owner", "moderator", "administrator"}
    assert {cast.client(who).get(address).status_code for who in set(PEOPLE) - may} == {404}
    assert cast.client("visitor").get(address).headers["Location"].startswith("/account/login/")


@pytest.mark.parametrize(("upload", "kind"), [(pdf, "application/pdf"), (photo, "image/jpeg")])
def test_it_is_served_privately_and_runs_nothing(cast: Cast, upload: Any, kind: str) -> None:
    file = upload()
    role_papers.clean(file)
    name = role_papers.put_aside(upload=file, user=cast.owner).name
    request = researcher(cast.owner)
    RoleRequest.objects.filter(pk=request.pk).update(paper=name)
    answer = cast.client("owner").get(reverse("account_role_paper", args=[request.pk]))
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["Cache-Control"].startswith("private")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers.get("Content-Disposition", "").startswith("attachment") == (kind == "application/pdf")


def test_a_paper_that_is_gone_is_not_there(cast: Cast, khon_kaen: Path) -> None:
    request = researcher(cast.owner)
    address = reverse("account_role_paper", args=[request.pk])
    [file] = khon_kaen.iterdir()
    file.unlink()
    assert cast.client("owner").get(address).status_code == 404
    RoleRequest.objects.update(paper="")
    assert cast.client("owner").get(address).status_code == 404


@pytest.mark.parametrize(("days", "is_there"), [(89, True), (91, False)])
def test_a_paper_is_deleted_ninety_days_after_the_decision(
    cast: Cast,
    khon_kaen: Path,
    django_capture_on_commit_callbacks: Any,
    monkeypatch: pytest.MonkeyPatch,
    days: int,
    is_there: bool,
) -> None:
    granted, waiting = researcher(cast.owner), researcher(cast.stranger)
    role_requests.grant(request=granted, actor=cast.moderator)
    then = timezone.now() + timedelta(days=days)
    monkeypatch.setattr(timezone, "now", lambda: then)
    with django_capture_on_commit_callbacks(execute=True):
        assert role_papers.forget_decided() == (0 if is_there else 1)
    granted.refresh_from_db()
    assert bool(granted.paper) == is_there
    assert {file.name for file in khon_kaen.iterdir()} == {
        Path(str(one.paper.name)).name for one in (granted, waiting) if one.paper
    }
    assert Affiliation.objects.filter(ended_at=None).count() == 1


def test_a_file_of_two_requests_goes_with_the_last(
    cast: Cast, khon_kaen: Path, django_capture_on_commit_callbacks: Any
) -> None:
    name = paper(cast.owner)
    first = ask(cast.owner, Role.LAO_OFFICER, lao=make_lao(district="4001"), paper=name)
    second = researcher(cast.owner)
    RoleRequest.objects.filter(pk=second.pk).update(paper=name)
    with django_capture_on_commit_callbacks(execute=True):
        role_requests.withdraw(request=first, user=cast.owner)
    assert (khon_kaen / Path(name).name).exists()
    with django_capture_on_commit_callbacks(execute=True):
        role_requests.withdraw(request=second, user=cast.owner)
    assert not (khon_kaen / Path(name).name).exists()


def test_what_no_request_names_is_swept_after_a_day(cast: Cast, khon_kaen: Path) -> None:
    asked = researcher(cast.owner)
    new, old = paper(cast.owner), paper(cast.owner)
    for name in (old, str(asked.paper.name)):
        file = khon_kaen / Path(name).name
        os.utime(file, (time.time() - 90_000,) * 2)
    assert role_papers.sweep() == 1
    assert {file.name for file in khon_kaen.iterdir()} == {Path(name).name for name in (new, str(asked.paper.name))}


def test_nobody_fills_the_disk_with_files_for_forms_they_do_not_finish(cast: Cast, khon_kaen: Path) -> None:
    for _ in range(role_papers.FILES_AN_HOUR):
        paper(cast.owner)
    with pytest.raises(ValidationError):
        paper(cast.owner)
    assert len(list(khon_kaen.iterdir())) == role_papers.FILES_AN_HOUR
    paper(cast.stranger)


def test_who_leaves_speaks_for_nobody_and_leaves_no_paper(
    cast: Cast, khon_kaen: Path, django_capture_on_commit_callbacks: Any
) -> None:
    given = role_requests.grant(request=officer(cast.owner, make_lao(district="4001")), actor=cast.moderator)
    waiting, other = researcher(cast.owner), researcher(cast.stranger)
    with django_capture_on_commit_callbacks(execute=True):
        services.leave(user=cast.owner)
    given.refresh_from_db()
    waiting.refresh_from_db()
    assert given.ended_at is not None
    assert waiting.state == RequestState.WITHDRAWN
    assert waiting.events.latest("pk").to_state == RequestState.WITHDRAWN
    mine = RoleRequest.objects.filter(user=cast.owner)
    assert set(mine.values_list("position", "statement", "paper")) == {("–", "–", "")}
    assert [file.name for file in khon_kaen.iterdir()] == [Path(str(other.paper.name)).name]
    assert not User.objects.get(pk=cast.owner.pk).groups.exists()
    other.refresh_from_db()
    assert (other.state, other.statement) == (RequestState.ASKED, "ดูแลแผนพัฒนา")
