"""Where payouts go: owners say so, every owner is told, and nobody else ever reads the number."""

import pytest
from django.db import IntegrityError, transaction

from cms.accounts.models import Notice
from shop.enterprises.membership import add_member
from shop.enterprises.models import Enterprise, MemberRole
from shop.payments.ledger import AccountChange
from shop.payments.models import PaymentTerms
from tests.cast import Cast
from tests.shop.desk.ground import at, shop
from tests.shop.payments import till

pytestmark = pytest.mark.django_db

SAID = {"bank": "004", "account_number": "๑๒๓-๔-๕๖๗๘๙-๐", "account_name": " กลุ่มเห็ด  บ้านสวน "}


def kept(one: Enterprise) -> tuple[str, str, str]:
    terms = PaymentTerms.objects.get(enterprise=one)
    return terms.bank, terms.account_number, terms.account_name


def two_owners(cast: Cast) -> Enterprise:
    """An enterprise of two owners and one of staff."""
    one = shop(cast)
    add_member(enterprise=one, actor=cast.seller, user=cast.team_mate, role=MemberRole.OWNER)
    add_member(enterprise=one, actor=cast.seller, user=cast.stranger, role=MemberRole.STAFF)
    return one


def test_an_owner_names_it_and_both_owners_are_told_without_the_number(cast: Cast) -> None:
    one = two_owners(cast)
    assert cast.client("seller").post(at(one, "account"), SAID).status_code == 302
    assert kept(one) == ("004", "1234567890", "กลุ่มเห็ด บ้านสวน")
    change = AccountChange.objects.get()
    assert (change.from_bank, change.from_tail, change.to_bank, change.to_tail) == ("", "", "004", "7890")
    told = Notice.objects.filter(kind="account_changed")
    assert {notice.recipient for notice in told} == {cast.seller, cast.team_mate}
    assert all("1234567890" not in notice.text_th + notice.text_en for notice in told)
    assert all(one.slug in notice.url for notice in told)


def test_said_again_it_is_no_change(cast: Cast) -> None:
    one = shop(cast)
    for _time in range(2):
        cast.client("seller").post(at(one, "account"), SAID)
    cast.client("seller").post(at(one, "account"), SAID | {"account_number": ""})
    assert kept(one)[1] == "1234567890"
    assert AccountChange.objects.count() == 1


def test_the_number_is_in_no_page_and_may_be_erased(cast: Cast) -> None:
    one = shop(cast)
    till.name_account(cast, one)
    for page in ("account", "balance", "terms"):
        html = cast.client("seller").get(at(one, page)).content.decode()
        assert till.ACCOUNT not in html
    assert "xxx-7890" in cast.client("seller").get(at(one, "account")).content.decode()
    cast.client("seller").post(at(one, "account"), SAID | {"forget": "on"})
    assert kept(one) == ("", "", "")


def test_members_who_are_no_owners_see_no_form_and_change_nothing(cast: Cast) -> None:
    one = two_owners(cast)
    till.name_account(cast, one)
    client = cast.client("stranger")
    assert b"account_number" not in client.get(at(one, "account")).content
    assert client.post(at(one, "account"), SAID | {"bank": "006"}).status_code == 403
    assert kept(one)[0] == "004"
    assert AccountChange.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "typed"),
    [("account_number", "12345"), ("account_number", "บัญชีของฉัน"), ("bank", "999"), ("account_name", ""), ("bank", "")],
    ids=["short", "words", "no-such-bank", "no-name", "no-bank"],
)
def test_nonsense_stands_beside_its_field_and_stays_typed(cast: Cast, field: str, typed: str) -> None:
    one = shop(cast)
    answer = cast.client("seller").post(at(one, "account"), SAID | {field: typed})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert answer.context["form"][field].value() == typed
    assert AccountChange.objects.count() == 0


@pytest.mark.every_database
def test_the_database_keeps_a_whole_account_or_none(cast: Cast) -> None:
    one = shop(cast)
    for said in ({"bank": "004"}, {"bank": "004", "account_number": "1", "account_name": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PaymentTerms.objects.filter(enterprise=one).update(**said)
    assert kept(one) == ("", "", "")


def test_saving_the_other_terms_leaves_the_account_as_it_is(cast: Cast) -> None:
    one = shop(cast)
    till.name_account(cast, one)
    page = cast.client("seller").get(at(one, "terms"))
    assert at(one, "account") in page.content.decode()
    PaymentTerms.objects.get(enterprise=one).full_clean(exclude=["enterprise"])
    assert kept(one)[1] == till.ACCOUNT
