"""Anybody reports what somebody wrote; moderators decide; nobody learns who reported."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.accounts.letters import LETTERS_AN_HOUR
from cms.accounts.models import Notice
from cms.community import letters, services
from cms.community.models import Case, CaseEvent, Report, State
from cms.operations.dashboard import waiting_for
from shop.reviews.models import Rating, Review
from shop.reviews.models import State as ReviewState
from tests.accounts.mailbox import latest_to
from tests.cast import Cast
from tests.forms_sent import send
from tests.shop.orders.ground import GUEST, GUESTS_EMAIL
from tests.shop.reviews.ground import again, page_of, received, reviewed

pytestmark = pytest.mark.django_db

SAID = {"reason": "insult", "words": "ด่าคนขาย", "form": "a" * 32}


def at(review: Review) -> str:
    return reverse("community_report", args=["review", review.pk])


def report(review: Review, *, reporter: Any = None, form: str = "b" * 32, reason: str = "spam") -> Report:
    return services.report(kind="review", key=str(review.pk), reporter=reporter, reason=reason, words="", form=form)


@pytest.mark.every_database
def test_a_visitor_reports_and_it_waits_for_a_moderator(cast: Cast, client: Client) -> None:
    assert cast.moderator
    said = reviewed(cast)
    answer = send(client, at(said), SAID)
    assert (answer.status_code, answer["Location"]) == (302, f"{at(said)}?sent=1")
    case = Case.objects.get()
    assert (case.state, case.waiting, case.reports.get().reporter) == (State.OPEN, 1, None)
    assert "ขอบคุณ" in client.get(f"{at(said)}?sent=1").content.decode()
    assert any(line.url.startswith("/admin/moderation/") for line in waiting_for(cast.moderator))


def test_the_same_form_sent_twice_is_one_report(cast: Cast, client: Client) -> None:
    said = reviewed(cast)
    send(client, at(said), SAID)
    send(client, at(said), SAID)
    assert (Report.objects.count(), Case.objects.get().waiting) == (1, 1)


def test_a_member_counts_once_until_it_is_decided(cast: Cast) -> None:
    said = reviewed(cast)
    first = report(said, reporter=cast.stranger)
    assert report(said, reporter=cast.stranger, form="c" * 32) == first
    services.decide(case=first.case, to=State.KEPT, actor=cast.moderator)
    assert report(said, reporter=cast.stranger, form="d" * 32) != first
    assert Case.objects.get().state == State.OPEN


def test_nobody_floods(cast: Cast, client: Client) -> None:
    said = reviewed(cast)
    for number in range(LETTERS_AN_HOUR + 1):
        answer = send(client, at(said), {**SAID, "form": f"{number:032x}"})
    assert answer.status_code == 422
    assert Report.objects.count() == LETTERS_AN_HOUR


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"reason": "nonsense"}, "reason"),
        ({"reason": "other", "words": " "}, "words"),
        ({"words": "ก" * 1001}, "words"),
        ({"words": "\x00"}, "words"),
    ],
    ids=["no-reason", "nonsense", "other-without-words", "long", "nul"],
)
def test_a_mistake_stands_beside_its_field(cast: Cast, client: Client, changes: dict[str, str], field: str) -> None:
    said = reviewed(cast)
    answer = send(client, at(said), {**SAID, **changes})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Report.objects.exists()


@pytest.mark.parametrize("place", ["nothing/1", "review/987654321", "review/abc", "product/1"])
def test_what_there_is_not_cannot_be_reported(client: Client, place: str) -> None:
    assert client.get(f"/community/report/{place}/").status_code == 404
    assert client.post(f"/community/report/{place}/", SAID).status_code == 404


@pytest.mark.every_database
def test_hidden_it_is_out_of_pages_and_sums_and_its_author_reads_why(cast: Cast, client: Client) -> None:
    said = reviewed(cast, words="คำที่ไม่ควรอยู่")
    again(cast, said.product, stars=1)
    report(said, reporter=cast.stranger)
    services.decide(case=Case.objects.get(), to=State.HIDDEN, actor=cast.moderator, reason="หยาบคาย")
    assert Review.objects.get(pk=said.pk).state == ReviewState.HIDDEN
    html = client.get(page_of(said.product)).content.decode()
    assert "คำที่ไม่ควรอยู่" not in html
    assert (Rating.objects.get().count, Rating.objects.get().total) == (1, 1)
    told = Notice.objects.get(recipient=cast.owner, kind="moderation_decided")
    assert "หยาบคาย" in told.text_th
    page = client.get(told.url).content.decode()
    assert "หยาบคาย" in page
    for text in (told.text_th, page):
        assert cast.stranger.name not in text
        assert cast.stranger.email not in text


def test_kept_it_stays_and_nobody_is_bothered(cast: Cast) -> None:
    said = reviewed(cast)
    report(said)
    services.decide(case=Case.objects.get(), to=State.KEPT, actor=cast.moderator)
    assert Review.objects.get().state == ReviewState.PUBLISHED
    assert not Notice.objects.filter(kind="moderation_decided").exists()
    assert Report.objects.get().decided_at is not None


@pytest.mark.parametrize("to", [State.HIDDEN, State.REMOVED])
def test_against_somebody_a_reason_is_needed(cast: Cast, to: State) -> None:
    said = reviewed(cast)
    report(said)
    case = Case.objects.get()
    with pytest.raises(ValidationError):
        services.decide(case=case, to=to, actor=cast.moderator, reason=" ")
    assert Review.objects.get(pk=said.pk).state == ReviewState.PUBLISHED
    assert Case.objects.get().state == State.OPEN


def test_its_author_answers_once_and_a_moderator_shows_it_again(cast: Cast, client: Client) -> None:
    said = reviewed(cast)
    report(said)
    case = Case.objects.get()
    services.decide(case=case, to=State.REMOVED, actor=cast.moderator, reason="ไม่จริง")
    here = letters.address(case, "th")
    assert client.post(here, {"answer": "จริงครับ มีใบเสร็จ"}).status_code == 302
    assert client.post(here, {"answer": "อีกครั้ง"}).status_code == 302
    case.refresh_from_db()
    assert (case.state, case.answer) == (State.OPEN, "จริงครับ มีใบเสร็จ")
    assert Review.objects.get().state == ReviewState.REMOVED
    services.decide(case=case, to=State.KEPT, actor=cast.moderator)
    assert Review.objects.get().state == ReviewState.PUBLISHED
    assert Notice.objects.filter(recipient=cast.owner, kind="moderation_decided").count() == 2


def test_an_empty_answer_changes_nothing(cast: Cast, client: Client) -> None:
    said = reviewed(cast)
    report(said)
    services.decide(case=Case.objects.get(), to=State.HIDDEN, actor=cast.moderator, reason="ก")
    answer = client.post(letters.address(Case.objects.get(), "th"), {"answer": " "})
    assert answer.status_code == 422
    assert Case.objects.get().state == State.HIDDEN


def test_a_guest_is_told_by_mail(cast: Cast) -> None:
    said = reviewed(cast, order=received(cast, buyer=GUEST))
    report(said)
    services.decide(case=Case.objects.get(), to=State.HIDDEN, actor=cast.moderator, reason="หยาบคาย")
    body = str(latest_to(GUESTS_EMAIL).body)
    assert "/community/decisions/" in body
    assert "หยาบคาย" in body


@pytest.mark.parametrize("token", ["forged", "1.abc.def", "ก"])
def test_a_forged_address_opens_nothing(client: Client, token: str) -> None:
    assert client.get(f"/community/decisions/{token}/").status_code == 404


def test_the_queue_begins_with_what_most_people_reported(cast: Cast) -> None:
    one = reviewed(cast)
    two = again(cast, one.product, stars=2)
    report(one, form="1" * 32)
    report(two, form="2" * 32)
    report(two, form="3" * 32)
    page = cast.client("moderator").get("/admin/moderation/?state=open")
    assert [case.key for case in page.context["object_list"]] == [str(two.pk), str(one.pk)]


def test_moderators_decide_in_the_admin_and_see_nobodys_name(cast: Cast) -> None:
    said = reviewed(cast)
    report(said, reporter=cast.stranger)
    here = reverse("moderation_case", args=[Case.objects.get().pk])
    moderator = cast.client("moderator")
    html = moderator.get(here).content.decode()
    assert cast.stranger.name not in html
    assert cast.stranger.email not in html
    assert moderator.post(here, {"act": "hide", "reason": ""}).status_code == 422
    assert moderator.post(here, {"act": "nonsense"}).status_code == 422
    assert moderator.post(here, {"act": "hide", "reason": "หยาบคาย"}).status_code == 302
    assert Review.objects.get().state == ReviewState.HIDDEN
    assert cast.client("editor").get(here).status_code in {302, 403}


@pytest.mark.every_database
def test_decisions_cannot_be_rewritten(cast: Cast) -> None:
    report(reviewed(cast))
    with pytest.raises(DatabaseError), transaction.atomic():
        CaseEvent.objects.update(reason="x")


def test_a_year_after_the_decision_it_is_forgotten_who_reported(cast: Cast) -> None:
    said = reviewed(cast)
    report(said, reporter=cast.stranger)
    services.decide(case=Case.objects.get(), to=State.KEPT, actor=cast.moderator)
    assert services.forget_reports(now=timezone.now()) == 0
    later = timezone.now() + services.REPORTS_KEPT_FOR + services.REPORTS_KEPT_FOR
    assert services.forget_reports(now=later) == 1
    assert Report.objects.get().reporter is None
