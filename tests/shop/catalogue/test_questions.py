"""A question reaches every member of the enterprise and nobody else; the answer leaves by mail, once."""

import pytest
from django.core import mail
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.accounts.letters import LETTERS_AN_HOUR
from cms.accounts.models import Notice
from shop.catalogue import asking
from shop.catalogue.asking import AlreadyAnswered
from shop.catalogue.models import Product, Question
from shop.enterprises.services import add_member
from tests.cast import Cast
from tests.forms_sent import send
from tests.shop import ground

pytestmark = pytest.mark.django_db

FILLED = {"name": "สมชาย", "email": "somchai@example.org", "text": "ส่งถึงเชียงใหม่กี่วันครับ"}
FORM = "/shop/product/fresh-oyster-mushrooms/ask/"


@pytest.fixture
def goods(cast: Cast, site: object) -> Product:
    enterprise = ground.enterprise(cast)
    add_member(enterprise=enterprise, actor=cast.seller, user=cast.team_mate, role="staff")
    return ground.product(enterprise)


@pytest.fixture
def question(goods: Product) -> Question:
    return asking.ask(product=goods, **FILLED, language="en", asked_by=None)


def mails() -> list[mail.EmailMessage]:
    return [letter for letter in mail.outbox if letter.to == [FILLED["email"]]]


@pytest.mark.every_database
def test_a_question_is_kept_and_told_to_every_member(client: Client, goods: Product, cast: Cast) -> None:
    assert cast.stranger
    Notice.objects.all().delete()
    answer = send(client, FORM, FILLED)
    assert (answer.status_code, answer["Location"]) == (302, f"{FORM}?sent=1")
    kept = Question.objects.get()
    assert (kept.product, kept.text, kept.language, kept.asked_by) == (goods, FILLED["text"], "th", None)
    told = Notice.objects.filter(kind="product_question")
    assert {notice.recipient for notice in told} == {cast.seller, cast.team_mate}
    assert all(FILLED["text"] in notice.text_th for notice in told)
    assert "ส่งคำถามถึงผู้ขายแล้ว" in client.get(f"{FORM}?sent=1").content.decode()


def test_a_member_who_asks_is_known(goods: Product, cast: Cast) -> None:
    send(cast.client("owner"), FORM, FILLED)
    assert Question.objects.get().asked_by == cast.owner


def test_a_question_is_never_public(question: Question) -> None:
    for path in ("/shop/", f"/shop/product/{question.product.slug}/", FORM, "/search/?q=เชียงใหม่กี่วัน"):
        page = Client().get(path).content.decode()
        assert question.text not in page
        assert question.email not in page


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "somchai"}, "email"),
        ({"email": "s@" + "x." * 140 + "example.org"}, "email"),
        ({"text": ""}, "text"),
        ({"text": "x" * 2001}, "text"),
        ({"name": "x" * 121}, "name"),
    ],
)
def test_a_mistake_stands_beside_its_field_and_what_was_typed_is_kept(
    client: Client, goods: Product, changes: dict[str, str], field: str
) -> None:
    answer = send(client, FORM, {**FILLED, **changes})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}
    assert "สมชาย" in answer.content.decode() or field == "name"
    assert not Question.objects.exists()


def test_a_robot_and_a_flood_are_kept_out(client: Client, goods: Product) -> None:
    assert send(client, FORM, {**FILLED, "website_url": "https://example.org"}).status_code == 422
    caches["pages"].clear()
    assert send(client, FORM, FILLED, after=0).status_code == 422
    caches["pages"].clear()
    answers = [send(client, FORM, FILLED).status_code for _ in range(LETTERS_AN_HOUR + 1)]
    assert answers == [302] * LETTERS_AN_HOUR + [422]
    assert Question.objects.count() == LETTERS_AN_HOUR


@given(st.dictionaries(st.sampled_from([*FILLED, "left_at", "website_url"]), st.text(max_size=60)))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_is_typed_breaks_the_form(goods: Product, data: dict[str, str]) -> None:
    assert Client().post(FORM, data).status_code == 422
    assert not Question.objects.exists()


@pytest.mark.every_database
def test_an_answer_leaves_in_the_askers_language_once(question: Question, cast: Cast) -> None:
    asking.answer(question=question, actor=cast.seller, text=" Three days. ")
    question.refresh_from_db()
    assert (question.answer, question.answered_by) == ("Three days.", cast.seller)
    [letter] = mails()
    assert letter.subject == "Answer to your question about Fresh oyster mushrooms"
    assert "Three days." in str(letter.body)
    assert "/en/shop/product/" in str(letter.body)
    with pytest.raises(AlreadyAnswered):
        asking.answer(question=question, actor=cast.team_mate, text="Two days.")
    assert len(mails()) == 1


@pytest.mark.parametrize("text", ["", "  ", "x" * 3001])
def test_no_answer_is_refused_and_mails_nothing(question: Question, cast: Cast, text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        asking.answer(question=question, actor=cast.seller, text=text)
    assert set(refused.value.message_dict) == {"answer"}
    question.refresh_from_db()
    assert (question.answer, mails()) == ("", [])


def test_the_answer_leaves_though_the_products_name_has_two_lines(cast: Cast, site: object) -> None:
    goods = ground.product(ground.enterprise(cast), name_en="Mushrooms\nBcc: other@example.org")
    asked = asking.ask(product=goods, **FILLED, language="en", asked_by=None)
    asking.answer(question=asked, actor=cast.seller, text="Three days.")
    assert [letter.subject for letter in mails()] == ["Answer to your question about Mushrooms Bcc: other@example.org"]
    assert mails()[0].recipients() == [FILLED["email"]]
