"""How money is taken and parcels are sent, who acts for the enterprise, and what is answered to visitors."""

from typing import Any

import pytest

from media.models import Photo
from shop.catalogue import asking
from shop.checkout.models import ShippingTerms
from shop.enterprises import services as enterprises
from shop.enterprises.models import ContactWay, Enterprise, MemberRole, Membership, Person
from shop.payments.models import PaymentTerms
from tests.accounts.mailbox import latest_to
from tests.cast import Cast
from tests.shop import ground as made
from tests.shop.desk.ground import at, photo, shop

pytestmark = pytest.mark.django_db

TERMS = {
    "takes_promptpay": "on",
    "promptpay_id": "",
    "promptpay_name": "สมศรี ใจดี",
    "takes_cod": "on",
    "cod_fee": "๒๐",
    "cod_limit": "5,000",
    "sends": "on",
    "flat_price": "40",
    "free_above": "",
    "pick_up": "",
    "pick_up_where": "",
    "bands-TOTAL_FORMS": "2",
    "bands-INITIAL_FORMS": "0",
    "bands-0-up_to": "1,000",
    "bands-0-price": "50",
    "bands-1-up_to": "",
    "bands-1-price": "",
}


def set_terms(cast: Cast, one: Enterprise, **said: str) -> Any:
    return cast.client("seller").post(at(one, "terms"), {**TERMS, **said})


def test_terms_of_payment_and_sending_are_kept_together(cast: Cast) -> None:
    one = made.enterprise(cast)
    assert set_terms(cast, one).status_code == 302
    assert set_terms(cast, one, promptpay_id="089 999 8888").status_code == 302
    paid, sent = PaymentTerms.objects.get(), ShippingTerms.objects.get()
    one.refresh_from_db()
    assert (paid.takes_promptpay, paid.takes_cod, paid.cod_fee, paid.cod_limit) == (True, True, 2_000, 500_000)
    assert (sent.flat_price, sent.free_above) == (4_000, None)
    assert list(sent.bands.values_list("up_to", "price")) == [(1_000, 5_000)]
    assert one.promptpay_id == "0899998888"


@pytest.mark.parametrize(
    ("form", "field", "said"),
    [
        ("paying", "cod_limit", {"cod_limit": ""}),
        ("paying", "cod_limit", {"cod_limit": "-1"}),
        ("paying", "cod_fee", {"cod_fee": "1e9"}),
        ("paying", "takes_promptpay", {"takes_promptpay": "", "takes_cod": ""}),
        ("account", "promptpay_id", {"promptpay_id": "123"}),
        ("account", "promptpay_id", {"forget": "on"}),
        ("shipping", "sends", {"sends": ""}),
        ("shipping", "pick_up_where", {"pick_up": "on"}),
        ("shipping", "flat_price", {"flat_price": "ฟรี"}),
    ],
)
def test_terms_that_do_not_fit_stand_beside_their_field_and_nothing_is_kept(
    cast: Cast, form: str, field: str, said: dict[str, str]
) -> None:
    one = made.enterprise(cast)
    answer = set_terms(cast, one, promptpay_name="คนอื่น", **said)
    assert answer.status_code == 422
    assert field in answer.context[form].errors
    one.refresh_from_db()
    assert one.promptpay_name == "สมศรี ใจดี"
    assert not PaymentTerms.objects.exists()
    assert not ShippingTerms.objects.exists()


@pytest.mark.parametrize("said", [{"bands-0-price": ""}, {"bands-1-up_to": "1000", "bands-1-price": "60"}])
def test_a_table_of_weights_that_does_not_fit_is_refused(cast: Cast, said: dict[str, str]) -> None:
    one = made.enterprise(cast)
    answer = set_terms(cast, one, **said)
    assert answer.status_code == 422
    assert answer.context["bands"].total_error_count()
    assert not ShippingTerms.objects.exists()


def ask(cast: Cast, one: Enterprise) -> Any:
    product = made.product(one)
    return asking.ask(product=product, name="มาลี", email="mali@example.org", text="ส่งไหม", language="th", asked_by=None)


def test_a_question_is_answered_by_mail_once(cast: Cast) -> None:
    one = shop(cast)
    asked = ask(cast, one)
    client = cast.client("seller")
    for words in ("ส่งทั่วประเทศค่ะ", "คำตอบที่สอง"):
        assert client.post(at(one, "question", asked.pk), {"answer": words}).status_code == 302
    asked.refresh_from_db()
    assert asked.answer == "ส่งทั่วประเทศค่ะ"
    assert asked.answered_by == cast.seller
    assert "ส่งทั่วประเทศค่ะ" in str(latest_to("mali@example.org").body)


def test_what_waits_for_an_answer_stands_first(cast: Cast) -> None:
    one = shop(cast)
    waiting, answered = ask(cast, one), ask(cast, one)
    asking.answer(question=answered, actor=cast.seller, text="ค่ะ")
    page = cast.client("seller").get(at(one, "questions")).context["page"]
    assert list(page.object_list) == [waiting, answered]


@pytest.mark.parametrize("words", ["", "  ", "ก" * 3001])
def test_without_an_answer_nothing_is_sent_and_what_was_typed_stays(cast: Cast, words: str) -> None:
    one = shop(cast)
    asked = ask(cast, one)
    answer = cast.client("seller").post(at(one, "question", asked.pk), {"answer": words})
    assert answer.status_code == 422
    assert answer.context["form"]["answer"].value() == words
    asked.refresh_from_db()
    assert asked.answer == ""


def staff(cast: Cast) -> Enterprise:
    one = shop(cast)
    enterprises.add_member(enterprise=one, actor=cast.seller, user=cast.stranger, role="staff")
    return one


def roles(one: Enterprise) -> dict[str, str]:
    return dict(Membership.objects.filter(enterprise=one).values_list("user__email", "role"))


def test_an_owner_changes_roles_and_removes(cast: Cast) -> None:
    one = staff(cast)
    client = cast.client("seller")
    client.post(at(one, "members"), {"act": "role", "member": cast.stranger.pk, "role": "owner"})
    assert roles(one)["stranger@example.org"] == "owner"
    client.post(at(one, "members"), {"act": "remove", "member": cast.stranger.pk})
    assert list(roles(one)) == ["seller@example.org"]


@pytest.mark.parametrize("act", ["invite", "remove", "role"])
def test_who_is_no_owner_decides_about_nobody_but_may_go(cast: Cast, act: str) -> None:
    one = staff(cast)
    client = cast.client("stranger")
    said = {"act": act, "member": cast.seller.pk, "role": "staff", "email": "owner@example.org"}
    assert client.post(at(one, "members"), said).status_code == 403
    assert roles(one) == {"seller@example.org": "owner", "stranger@example.org": "staff"}
    assert client.post(at(one, "members"), {"act": "go"}).status_code == 302
    assert list(roles(one)) == ["seller@example.org"]


@pytest.mark.parametrize("said", [{"act": "go"}, {"act": "role", "role": "staff"}, {"act": "role", "role": "king"}])
def test_the_last_owner_stays(cast: Cast, said: dict[str, str]) -> None:
    one = shop(cast)
    assert cast.client("seller").post(at(one, "members"), {"member": cast.seller.pk, **said}).status_code == 302
    assert roles(one) == {"seller@example.org": "owner"}


@pytest.mark.parametrize("member", ["", "987654321", "x", "9" * 40])
def test_who_is_no_member_cannot_be_removed(cast: Cast, member: str) -> None:
    one = shop(cast)
    assert cast.client("seller").post(at(one, "members"), {"act": "remove", "member": member}).status_code == 404


def test_an_invitation_says_the_same_whether_there_is_an_account_or_not(cast: Cast) -> None:
    one, said = shop(cast), []
    for email in (cast.owner.email, "nobody@example.org"):
        client = cast.client("seller")
        client.post(at(one, "members"), {"act": "invite", "email": email, "role": "staff"})
        said.append([str(message) for message in client.get(at(one, "members")).context["messages"]])
    assert said[0] == said[1]
    assert len(roles(one)) == 1


ABOUT = {
    "name_th": "กลุ่มใหม่",
    "name_en": "New Group",
    "summary_th": "เห็ดสดทุกเช้า",
    "people-TOTAL_FORMS": "1",
    "people-INITIAL_FORMS": "0",
    "people-0-name": "ป้าสมศรี",
    "ways-TOTAL_FORMS": "1",
    "ways-INITIAL_FORMS": "0",
    "ways-0-kind": "phone",
    "ways-0-value": "081 234 5678",
}


def test_members_say_what_the_enterprise_is_with_people_ways_and_a_picture(cast: Cast, private_files: Any) -> None:
    one = shop(cast)
    assert cast.client("seller").post(at(one, "enterprise"), {**ABOUT, "picture": photo()}).status_code == 302
    one.refresh_from_db()
    assert (one.name_th, Person.objects.get().name, ContactWay.objects.get().value) == (
        "กลุ่มใหม่",
        "ป้าสมศรี",
        "0812345678",
    )
    assert one.cover is not None
    assert one.cover.is_public
    assert cast.client("seller").get(at(one, "picture", one.cover.pk)).status_code == 200


def test_a_way_that_is_none_is_refused_and_neither_name_nor_picture_is_kept(cast: Cast, private_files: Any) -> None:
    one = shop(cast)
    said = {**ABOUT, "ways-0-value": "ไม่มี", "picture": photo()}
    answer = cast.client("seller").post(at(one, "enterprise"), said)
    assert answer.status_code == 422
    assert answer.context["form"]["name_th"].value() == "กลุ่มใหม่"
    one.refresh_from_db()
    assert one.name_th == "กลุ่มเห็ดบ้านสวน"
    assert not Photo.objects.exists()


def test_only_an_owner_says_where_money_goes_and_the_staff_may_keep_the_rest(cast: Cast) -> None:
    one = made.enterprise(cast)
    Membership.objects.create(enterprise=one, user=cast.team_mate, role=MemberRole.STAFF)
    client = cast.client("team_mate")
    answer = client.post(at(one, "terms"), {**TERMS, "promptpay_id": "0899998888"})
    assert answer.status_code == 422
    assert "promptpay_id" in answer.context["account"].errors
    one.refresh_from_db()
    assert one.promptpay_id == made.PROMPTPAY
    assert not PaymentTerms.objects.exists()
    assert client.post(at(one, "terms"), TERMS).status_code == 302
    assert PaymentTerms.objects.exists()
