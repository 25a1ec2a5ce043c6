"""Where assessing begins, an assessment at a glance, and handing it on."""

import pytest
from django.utils import timezone

from cms.accounts.models import Affiliation
from cms.assessment.models import Assessment, Round, State
from cms.indicators.models import SubIndicator, Version
from cms.places.models import Organisation
from tests.assessment import made
from tests.assessment.worked import Ground
from tests.cast import Cast
from tests.pages_made import make_lao, provinces

pytestmark = pytest.mark.django_db
START = "/en/kalyanamitr/assess/"
BEGIN = f"{START}begin/"


def page(ground: Ground) -> str:
    return f"{START}{ground.assessment.pk}/"


def act(ground: Ground, name: str) -> str:
    return f"{page(ground)}-/{name}/"


def state(ground: Ground) -> str:
    return Assessment.objects.get(pk=ground.assessment.pk).state


def test_who_speaks_for_nobody_reads_how_to_ask(cast: Cast) -> None:
    html = cast.client("stranger").get(START).content.decode()
    assert "/en/account/roles/" in html
    assert "data-assessing" not in html


def test_visitors_sign_in_first_and_come_back(ground: Ground, cast: Cast) -> None:
    answer = cast.client("visitor").get(page(ground))
    assert (answer.status_code, answer["Location"]) == (302, f"/en/account/login/?next={page(ground)}")


def test_a_role_without_an_affiliation_lists_nothing(ground: Ground, cast: Cast) -> None:
    html = cast.client("community_representative").get(START).content.decode()
    assert ground.assessment.organisation.full_name not in html


def test_ones_own_assessments_are_listed_with_how_far_they_are(ground: Ground, cast: Cast) -> None:
    ground.answer("A1a", 2)
    html = cast.client("lao_officer").get(START).content.decode()
    assert page(ground) in html
    assert "1 of 8 answered" in html


def test_a_researcher_finds_what_waits_for_verification(ground: Ground, cast: Cast) -> None:
    made.organisation("อื่น")
    client = cast.client("researcher")
    assert "Wait for verification" not in client.get(START).content.decode()
    ground.submitted()
    html = client.get(f"{START}?show=verify").content.decode()
    assert "Wait for verification: 1" in html
    assert html.count('class="assess-card"') == 1


def test_an_organisation_is_found_by_its_name(ground: Ground, cast: Cast) -> None:
    other = made.organisation("หนองแวง")
    html = cast.client("researcher").get(f"{START}?q=อบต.หนองแวง").content.decode()
    assert other.key in html
    assert ground.assessment.organisation.full_name not in html


def test_beginning_leads_to_the_assessment_and_twice_to_the_same(ground: Ground, cast: Cast) -> None:
    other = made.organisation("หนองแวง")
    sent = {"organisation": other.key, "round": ground.assessment.round_id}
    first, second = (cast.client("researcher").post(BEGIN, sent) for _ in range(2))
    begun = Assessment.objects.get(organisation=other)
    assert first["Location"] == second["Location"] == f"{START}{begun.pk}/"


@pytest.mark.parametrize(
    "sent", [{}, {"round": "x"}, {"organisation": "demo-2", "round": "999999"}, {"organisation": "a\x00"}]
)
def test_what_cannot_begin_begins_nothing(ground: Ground, cast: Cast, sent: dict[str, str]) -> None:
    made.organisation("หนองแวง")
    assert cast.client("researcher").post(BEGIN, sent).status_code == 422
    assert Assessment.objects.count() == 1


def test_nobody_begins_for_others(ground: Ground, cast: Cast) -> None:
    other = made.organisation("หนองแวง")
    sent = {"organisation": other.key, "round": str(ground.assessment.round_id)}
    assert cast.client("lao_officer").post(BEGIN, sent).status_code == 422
    assert cast.client("visitor").post(BEGIN, sent).status_code == 302
    assert not Assessment.objects.filter(organisation=other).exists()


def test_a_researcher_begins_with_an_lao_of_the_registry_in_their_province_only(ground: Ground, cast: Cast) -> None:
    provinces("40", "41")
    near, far = make_lao("บ้านเป็ด"), make_lao("บ้านไกล", province="41")
    client = cast.client("researcher")
    html = client.get(f"{START}?q=บ้าน").content.decode()
    assert f'value="{near.key}"' in html
    assert f'value="{far.key}"' not in html
    in_round = str(ground.assessment.round_id)
    assert client.post(BEGIN, {"lao": far.key, "round": in_round}).status_code == 422
    villages = made.round_of(timezone.localdate().year, made.small_set("villages", kind="village"))
    assert client.post(BEGIN, {"lao": near.key, "round": str(villages.pk)}).status_code == 422
    assert not Organisation.objects.filter(lao__isnull=False).exists()
    assert client.post(BEGIN, {"lao": near.key, "round": in_round}).status_code == 302
    assert cast.client("lao_officer").post(BEGIN, {"lao": near.key, "round": in_round}).status_code == 422
    assert list(Organisation.objects.filter(lao__isnull=False).values_list("lao__key", flat=True)) == [near.key]


def test_a_closed_round_offers_nothing(ground: Ground, cast: Cast) -> None:
    other = made.organisation("หนองแวง")
    Round.objects.update(opens_on="2020-01-01", closes_on="2020-12-31")
    client = cast.client("researcher")
    assert "No round is open for it now." in client.get(START).content.decode()
    sent = {"organisation": other.key, "round": str(ground.assessment.round_id)}
    assert client.post(BEGIN, sent).status_code == 422
    assert "This round takes answers from" in cast.client("lao_officer").get(page(ground)).content.decode()


@pytest.mark.parametrize("who", ["stranger", "editor", "seller", "community_representative"])
def test_to_others_there_is_no_assessment(ground: Ground, cast: Cast, who: str) -> None:
    client = cast.client(who)
    assert client.get(page(ground)).status_code == 404
    assert client.get(f"{page(ground)}A1/").status_code == 404
    for name in ("submit", "verify", "send-back"):
        assert client.post(act(ground, name), {"reason": "x"}).status_code == 404
    assert state(ground) == State.DRAFT


def test_what_is_missing_is_named_and_nothing_is_submitted(ground: Ground, cast: Cast) -> None:
    ground.fill(3)
    sub = SubIndicator.objects.get(code="A1a")
    client = cast.client("lao_officer")
    assert "Submit for verification" in client.get(page(ground)).content.decode()
    ground.assessment.answers.filter(sub_indicator=sub).delete()
    html = client.get(page(ground)).content.decode()
    assert f"{page(ground)}A1/#sub-A1a" in html
    assert "Submit for verification" not in html
    refused = client.post(act(ground, "submit"))
    assert refused.status_code == 422
    assert "1 answer is missing: A1a" in refused.content.decode()
    assert state(ground) == State.DRAFT


def test_the_preview_says_what_it_would_be_and_that_nobody_verified_it(ground: Ground, cast: Cast) -> None:
    ground.fill(4)
    html = cast.client("lao_officer").get(page(ground)).content.decode()
    assert "Lives" in html
    assert "100.00 of 100 marks" in html
    assert "Not verified: a preview of the self-assessment" in html


def test_last_years_level_and_answers_stand_beside(ground: Ground, cast: Cast) -> None:
    version = Version.objects.get()
    made.published(ground.assessment.organisation, timezone.localdate().year - 1, 2, version=version, A1b=None)
    client = cast.client("lao_officer")
    assert "Near" in client.get(page(ground)).content.decode()
    html = client.get(f"{page(ground)}A1/").content.decode()
    assert "2 of 4 points · Step 2" in html
    assert html.count("assess-before") == 2


def test_it_goes_from_the_officer_to_the_researcher_and_on(ground: Ground, cast: Cast) -> None:
    ground.fill(3)
    officer, researcher = cast.client("lao_officer"), cast.client("researcher")
    assert officer.post(act(ground, "verify")).status_code == 422
    assert officer.post(act(ground, "submit"))["Location"] == page(ground)
    assert state(ground) == State.SUBMITTED
    assert officer.post(act(ground, "submit")).status_code == 422
    assert officer.post(act(ground, "verify")).status_code == 422
    assert researcher.post(act(ground, "verify")).status_code == 422
    ground.fill(2)
    assert "Hand on for publication" in researcher.get(page(ground)).content.decode()
    assert researcher.post(act(ground, "verify")).status_code == 302
    assert state(ground) == State.VERIFIED


def test_it_is_sent_back_with_a_reason_that_the_organisation_reads(ground: Ground, cast: Cast) -> None:
    ground.submitted()
    researcher = cast.client("researcher")
    assert researcher.post(act(ground, "send-back"), {"reason": " "}).status_code == 422
    assert cast.client("lao_officer").post(act(ground, "send-back"), {"reason": "x"}).status_code == 422
    assert state(ground) == State.SUBMITTED
    assert researcher.post(act(ground, "send-back"), {"reason": "แผนปี 2568 หายไป"}).status_code == 302
    assert state(ground) == State.REOPENED
    html = cast.client("lao_officer").get(page(ground)).content.decode()
    assert "It was sent back:" in html
    assert "แผนปี 2568 หายไป" in html
    assert "Submit for verification" in html


def test_a_researcher_who_answered_does_not_verify(ground: Ground, cast: Cast) -> None:
    ground.answer("A1a", 3, by=ground.researcher)
    ground.submitted()
    client = cast.client("researcher")
    assert (
        "A researcher verifies it, who neither answered nor submitted it." in client.get(page(ground)).content.decode()
    )
    assert client.post(act(ground, "verify")).status_code == 422
    assert state(ground) == State.SUBMITTED


def test_an_ended_affiliation_closes_the_door(ground: Ground, cast: Cast) -> None:
    client = cast.client("lao_officer")
    Affiliation.objects.filter(user=cast.lao_officer).update(ended_at=timezone.now(), end_reason="ย้าย")
    assert client.get(page(ground)).status_code == 404


@pytest.mark.parametrize("language", ["", "/en"])
def test_labels_say_what_is_a_sample_and_what_is_invented(ground: Ground, cast: Cast, language: str) -> None:
    html = cast.client("lao_officer").get(f"{language}/kalyanamitr/assess/{ground.assessment.pk}/A1/").content.decode()
    assert html.count('class="demo-label"') >= 2
