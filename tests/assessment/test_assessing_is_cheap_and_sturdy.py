"""However much there is, a page of assessing asks a handful of times; and whatever is sent, it answers."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.assessment.answering.content import Content, as_typed, content_of, given_of, number_in
from cms.assessment.answering.forms import AnswerForm, EvidenceForm, StrengthForm
from cms.assessment.models import Answer, Phase
from cms.indicators.instrument import StepSpec, SubIndicatorSpec
from cms.indicators.models import Version
from tests.assessment import made
from tests.assessment.worked import Ground
from tests.cast import Cast

MOST = 15
MEASURED = SubIndicatorSpec(
    code="M",
    name_th="ร้อยละของครัวเรือน",
    weight=Decimal(10),
    scale="measured",
    better="higher",
    unit_th="ร้อยละ",
    allows_na=True,
    steps=(StepSpec(0, "น้อย"), StepSpec(1, "ครึ่ง", bound=Decimal(50)), StepSpec(2, "มาก", bound=Decimal(80))),
)
RUBRIC = SubIndicatorSpec(
    code="R", name_th="แผน", weight=Decimal(10), steps=tuple(StepSpec(points, f"ขั้น {points}") for points in range(5))
)


def cost(cast: Cast, who: str, url: str) -> int:
    client = cast.client(who)
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["lao_officer", "researcher", "moderator"])
def test_pages_of_assessing_ask_a_handful_of_times(ground: Ground, cast: Cast, who: str) -> None:
    version = Version.objects.get()
    made.published(ground.assessment.organisation, timezone.localdate().year - 1, 2, version=version)
    for number in range(25):
        made.organisation(f"ตำบล {number}")
    ground.submitted()
    start = "/kalyanamitr/assess/"
    of_it = f"{start}{ground.assessment.pk}/"
    costs = {url: cost(cast, who, url) for url in (start, f"{start}?q=ตำบล", of_it, f"{of_it}A1/")}
    assert {url: count for url, count in costs.items() if count > MOST} == {}


@pytest.mark.django_db
def test_saving_an_answer_asks_a_handful_of_times(ground: Ground, cast: Cast) -> None:
    client = cast.client("lao_officer")
    url = f"/kalyanamitr/assess/{ground.assessment.pk}/-/answer/A1a/"
    client.post(url, {"choice": "1", "phase": "self", "seen": 0})
    with CaptureQueriesContext(connection) as asked:
        assert client.post(url, {"choice": "2", "phase": "self", "seen": 1}).status_code == 200
    assert len(asked) <= MOST


ANYTHING = st.text(max_size=40) | st.sampled_from(
    ["1", "4", "na", "agree", "measured", "๑๒", "1,000.5", "-3", "1e9", "²"]
)


@given(choice=ANYTHING, value=ANYTHING, note=ANYTHING, own=st.sampled_from([None, Content("1"), Content("na")]))
@settings(max_examples=60)
@pytest.mark.parametrize("sub", [MEASURED, RUBRIC], ids=["measured", "rubric"])
def test_an_answer_form_takes_what_the_scale_has_or_says_what_is_wrong(
    sub: SubIndicatorSpec, choice: str, value: str, note: str, own: Content | None
) -> None:
    form = AnswerForm({"choice": choice, "value": value, "note": note, "seen": choice, "keep": value}, sub=sub, own=own)
    if form.is_valid():
        assert form.given is None or form.given.not_applicable or form.given.points in sub.points
        assert form.given is not None or not form.content.is_given
    else:
        assert all(str(message) for messages in form.errors.values() for message in messages)


@given(first=ANYTHING, second=ANYTHING)
@settings(max_examples=40)
def test_forms_of_evidence_and_strengths_survive_anything(first: str, second: str) -> None:
    EvidenceForm({"title": first, "text": second, "link": first}).is_valid()
    form = StrengthForm({"text_th": first, "text_en": second, "seen": second})
    form.is_valid()
    assert form.posted_seen >= 0


@given(points=st.integers(0, 4), note=st.text(max_size=20))
@settings(max_examples=20)
def test_what_is_stored_is_shown_and_given_again_as_it_was(points: int, note: str) -> None:
    content = content_of(RUBRIC, Answer(points=points, note=note))
    assert (given_of(content).points, given_of(content).note) == (points, note)
    assert content.mark == content_of(RUBRIC, Answer(points=points, note=note)).mark


@pytest.mark.parametrize(
    ("typed", "number"),
    [("12", "12"), ("๑๒.๕", "12.5"), (" 1,234 ", "1234"), ("1,23", None), ("", None), ("-4", "-4"), ("1e5", None), ("NaN", None)],
)  # fmt: skip
def test_numbers_are_read_as_people_type_them(typed: str, number: str | None) -> None:
    assert number_in(typed) == (Decimal(number) if number else None)
    assert as_typed(number_in(typed)) == (number or "")


@pytest.mark.django_db
@given(data=st.dictionaries(
    st.sampled_from(["sub-A1a-choice", "sub-A1a-note", "sub-A1a-seen", "sub-A1a-keep", "sub-A1a-was", "sub-A1b-choice",
                     "sub-A1a-link", "sub-A1a-title", "strength-text_th", "strength-keep", "remove", "go", "phase"]),
    ANYTHING,
))  # fmt: skip
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_sheet_is_sent_it_answers(ground: Ground, cast: Cast, data: dict[str, Any]) -> None:
    client = cast.client("lao_officer")
    url = f"/kalyanamitr/assess/{ground.assessment.pk}/A1/"
    assert client.post(url, data).status_code in {302, 409, 422}
    one = {name.removeprefix("sub-A1a-"): value for name, value in data.items()}
    sent = client.post(f"/kalyanamitr/assess/{ground.assessment.pk}/-/answer/A1a/", {"phase": Phase.SELF, **one})
    assert sent.status_code in {200, 403, 409, 422}
