"""Reports are drafted by those who may, published by staff with figures that stay, corrected by new editions."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from cms.lifecycle.rules import MoveNotAllowed, ReasonMissing
from search.models import Entry
from shop.reports import changes, checking, services
from shop.reports.models import AnnualReport, FrozenFigures, State
from shop.sales.models import OfflineSale
from tests.cast import Cast
from tests.shop.orders.ground import clock_at
from tests.shop.reports.ground import NOW, WORDS, YEAR, an_lao, draft, makers, officer_of, published, returned, sold

pytestmark = pytest.mark.django_db

PAGE = f"/shop/reports/{YEAR}/programme/"


def unexplained() -> int:
    return sum(rows.count() for _what, rows, _column in checking.checks())


def test_a_draft_is_read_by_nobody_and_a_published_report_by_everybody(cast: Cast) -> None:
    makers(cast, 1)
    report = draft(cast)
    assert Client().get(PAGE).status_code == 404
    assert WORDS["summary_th"] not in Client().get("/shop/reports/").content.decode()
    services.publish(report=report, actor=cast.moderator)
    page = Client().get(PAGE).content.decode()
    assert WORDS["summary_th"] in page
    assert WORDS["analysis_th"] in page
    assert "Sales rose" in Client().get(f"/en{PAGE}").content.decode()
    assert PAGE in Client().get("/shop/reports/").content.decode()
    assert Entry.objects.filter(kind="report", is_visible=True).count() == 2


@pytest.mark.every_database
def test_frozen_figures_stay_when_the_books_go_on(cast: Cast) -> None:
    ours = makers(cast, 3)
    for one in ours:
        sold(one, cast.seller, 100)
    report = published(cast)
    assert "฿300" in Client().get(PAGE).content.decode()
    assert unexplained() == 0
    # What happens later is told as the reason.
    from_now = OfflineSale.objects.filter(enterprise=ours[0])
    from_now.update(total=99_900)
    assert changes.unexplained(report.frozen) >= {"sales", "offline"}
    assert unexplained() == 1
    from_now.update(total=10_000)
    returned(ours[0], cast.seller)
    assert unexplained() == 0
    assert changes.changed_since(report.frozen)
    assert "฿300" in Client().get(PAGE).content.decode()


@pytest.mark.every_database
def test_the_database_lets_nobody_change_frozen_figures(cast: Cast) -> None:
    published(cast)
    with pytest.raises(DatabaseError), transaction.atomic():
        FrozenFigures.objects.update(counting=9)


def test_a_correction_is_a_new_edition_and_the_old_one_says_so(cast: Cast) -> None:
    first = published(cast)
    second = published(cast)
    first.refresh_from_db()
    assert (first.state, second.edition, second.summary_th) == (State.REPLACED, 2, WORDS["summary_th"])
    old = Client().get(f"{PAGE}1/")
    assert old.status_code == 200
    assert PAGE in old.content.decode()
    with pytest.raises(MoveNotAllowed):
        services.save_words(report=first, actor=cast.moderator, words=WORDS)


def test_what_is_withdrawn_says_why_and_nothing_else(cast: Cast) -> None:
    report = published(cast)
    with pytest.raises(ReasonMissing):
        services.withdraw(report=report, actor=cast.moderator, reason=" ")
    services.withdraw(report=report, actor=cast.moderator, reason="นับซ้ำ")
    answer = Client().get(PAGE)
    assert answer.status_code == 410
    assert "นับซ้ำ" in answer.content.decode()
    assert WORDS["summary_th"] not in answer.content.decode()
    assert Client().get(f"/shop/reports/{YEAR}/programme.json").status_code == 404
    assert not Entry.objects.filter(kind="report", is_visible=True).exists()


def test_what_follows_an_invented_edition_is_invented_until_that_is_withdrawn(cast: Cast) -> None:
    makers(cast, 1, is_demo=True)
    published(cast, is_demo=True)
    with clock_at(NOW):
        second = services.begin_report(year=YEAR, lao=None, actor=cast.moderator)
        assert (second.edition, second.is_demo, second.summary_th) == (2, True, WORDS["summary_th"])
        services.publish(report=second, actor=cast.moderator)
        services.withdraw(report=second, actor=cast.moderator, reason="ข้อมูลสมมติ")
        third = services.begin_report(year=YEAR, lao=None, actor=cast.moderator)
    assert (third.edition, third.is_demo, third.summary_th) == (3, False, "")


def test_the_profile_leads_to_drafts_only_who_may_write_them(cast: Cast) -> None:
    client, drafts = cast.client("lao_officer"), reverse("shop_report_drafts")
    assert drafts not in client.get(reverse("account_profile")).content.decode()
    officer_of(cast, an_lao())
    assert drafts in client.get(reverse("account_profile")).content.decode()


def test_officers_draft_for_their_own_lao_and_publish_nothing(cast: Cast) -> None:
    lao = an_lao()
    officer = officer_of(cast, lao)
    client = cast.client("lao_officer")
    answer = client.post(reverse("shop_report_drafts"), {"year": YEAR, "of": lao.key})
    report = AnnualReport.objects.get()
    assert (answer.status_code, report.lao, report.made_by) == (302, lao, officer)
    page = reverse("shop_report_draft", args=[report.pk])
    assert client.post(page, {**WORDS, "act": "save"}).status_code == 302
    assert client.post(page, {**WORDS, "act": "publish"}).status_code == 404
    assert client.post(reverse("shop_report_drafts"), {"year": YEAR, "of": "programme"}).status_code == 422
    with pytest.raises(PermissionDenied):
        services.publish(report=report, actor=officer)
    others = draft(cast)
    assert client.get(reverse("shop_report_draft", args=[others.pk])).status_code == 404
    report.refresh_from_db()
    assert (report.state, report.summary_th) == (State.DRAFT, WORDS["summary_th"])


def test_begun_twice_it_is_begun_once(cast: Cast) -> None:
    client = cast.client("moderator")
    said = {"year": YEAR, "of": "programme"}
    addresses = {client.post(reverse("shop_report_drafts"), said)["Location"] for _time in range(2)}
    assert len(addresses) == 1
    assert AnnualReport.objects.count() == 1


def test_without_main_points_nothing_is_published(cast: Cast) -> None:
    report = draft(cast)
    client = cast.client("moderator")
    page = reverse("shop_report_draft", args=[report.pk])
    answer = client.post(page, {"analysis_th": "ที่พิมพ์ไว้", "act": "publish"})
    assert answer.status_code == 422
    assert "summary_th" in answer.context["forms"].words.errors
    assert "ที่พิมพ์ไว้" in answer.content.decode()
    report.refresh_from_db()
    assert report.state == State.DRAFT


def test_editors_write_and_only_moderators_publish(cast: Cast) -> None:
    report = draft(cast)
    page = reverse("shop_report_draft", args=[report.pk])
    assert cast.client("editor").post(page, {**WORDS, "act": "save"}).status_code == 302
    assert cast.client("editor").post(page, {**WORDS, "act": "publish"}).status_code == 404
    assert cast.client("moderator").post(page, {**WORDS, "act": "publish"}).status_code == 302
    assert cast.client("moderator").get(page).status_code == 200
    assert cast.client("moderator").post(page, {"act": "nonsense"}).status_code == 404


def test_files_say_what_the_page_says_and_name_no_enterprise(cast: Cast) -> None:
    for one in makers(cast, 3):
        sold(one, cast.seller, 100)
    published(cast)
    said = json.loads(Client().get(f"/shop/reports/{YEAR}/programme.json").content)
    assert said["figures"]["lines"]["sales"]["value"] == 30_000
    assert "enterprises" not in said
    assert "300" in Client().get(f"/shop/reports/{YEAR}/programme.csv").content.decode("utf-8-sig")
    assert Client().get(f"/shop/reports/{YEAR}/programme.xlsx").content[:2] == b"PK"
    assert Client().get(f"/shop/reports/{YEAR}/programme.exe").status_code == 404
    assert Client().get("/shop/reports/99999999999999999999/programme.csv").status_code == 404
    assert Client().get("/shop/reports/99999999999999999999/programme/").status_code == 404


def test_an_invented_report_says_so(cast: Cast) -> None:
    with clock_at(NOW):
        report = services.begin_report(year=YEAR, lao=None, actor=cast.moderator, is_demo=True)
        services.save_words(report=report, actor=cast.moderator, words=WORDS)
    services.publish(report=report, actor=cast.moderator)
    assert "demo-label" in Client().get(PAGE).content.decode()
