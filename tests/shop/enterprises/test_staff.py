"""Staff find, read, correct and decide about enterprises in the admin."""

from typing import Any

import pytest
from wagtail.models import Site

from cms.operations.dashboard import waiting_for
from shop.enterprises import services
from shop.enterprises.drafts import ContactDraft, PersonDraft
from shop.enterprises.models import Enterprise, State
from tests.cast import Cast
from tests.shop.ground import enterprise

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(site: Site, cast: Cast) -> Enterprise:
    """One that was handed in."""
    one = enterprise(
        cast,
        verified=False,
        people=[PersonDraft("สมศรี", "ประธาน")],
        contact_ways=[ContactDraft("phone", "0899998888")],
        registration_number="4-40-01",
    )
    return services.submit(enterprise=one, actor=cast.seller)


def act(cast: Cast, one: Enterprise, verb: str, reason: str = "", who: str = "moderator") -> Any:
    return cast.client(who).post(f"/admin/enterprises/{one.pk}/", {"act": verb, "reason": reason})


def test_the_list_is_filtered_by_state_and_searched_by_a_part_of_a_thai_name(waiting: Enterprise, cast: Cast) -> None:
    other = enterprise(cast, "กลุ่มทอผ้าบ้านดอน")
    client = cast.client("moderator")

    def listed(query: str) -> tuple[bool, bool]:
        text = client.get(f"/admin/enterprises/{query}").content.decode()
        return f"/admin/enterprises/{waiting.pk}/" in text, f"/admin/enterprises/{other.pk}/" in text

    assert listed("") == (True, True)
    assert listed("?state=submitted") == (True, False)
    assert listed("?q=ทอผ้า") == (False, True)
    assert listed("?q=4-40") == (True, False)


def test_one_page_shows_everything_but_the_number_that_money_goes_to(waiting: Enterprise, cast: Cast) -> None:
    text = cast.client("moderator").get(f"/admin/enterprises/{waiting.pk}/").content.decode()
    for words in ("กลุ่มเห็ดบ้านสวน", "สมศรี", "0899998888", "4-40-01", "Seller", "รอตรวจสอบ", "xxx-xxx-5678"):
        assert words in text
    assert waiting.promptpay_id not in text


@pytest.mark.parametrize("who", ["editor", "seller", "visitor", "owner"])
def test_nobody_else_gets_in(waiting: Enterprise, cast: Cast, who: str) -> None:
    for address in ("", f"{waiting.pk}/", f"{waiting.pk}/edit/"):
        for method in ("get", "post"):
            answer = getattr(cast.client(who), method)(f"/admin/enterprises/{address}", {"act": "verify"})
            assert answer.status_code in {302, 403}
            assert "enterprises" not in answer.headers.get("Location", "").split("?")[0]
    waiting.refresh_from_db()
    assert waiting.state == State.SUBMITTED


def test_a_moderator_verifies_suspends_and_reinstates(waiting: Enterprise, cast: Cast) -> None:
    for verb, reason, state in (
        ("verify", "", State.VERIFIED),
        ("suspend", "ร้องเรียน", State.SUSPENDED),
        ("reinstate", "", State.VERIFIED),
    ):
        assert act(cast, waiting, verb, reason).status_code == 302
        waiting.refresh_from_db()
        assert waiting.state == state
    history = cast.client("moderator").get(f"/admin/enterprises/{waiting.pk}/").content.decode()
    assert "ร้องเรียน" in history


def test_sending_back_without_a_reason_says_so_beside_the_field(waiting: Enterprise, cast: Cast) -> None:
    answer = act(cast, waiting, "send_back")
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"reason"}
    assert act(cast, waiting, "send_back", "ขาดหมายเลข").status_code == 302
    waiting.refresh_from_db()
    assert waiting.state == State.SENT_BACK


def test_an_enterprise_without_its_lao_is_not_verified_and_staff_read_why(waiting: Enterprise, cast: Cast) -> None:
    services.edit_enterprise(enterprise=waiting, actor=cast.moderator, lao_exception="")
    answer = act(cast, waiting, "verify")
    assert answer.status_code == 422
    assert "อปท." in answer.content.decode()
    waiting.refresh_from_db()
    assert waiting.state == State.SUBMITTED


@pytest.mark.parametrize("verb", ["suspend", "reinstate", "dance", ""])
def test_a_button_that_is_not_there_does_nothing(waiting: Enterprise, cast: Cast, verb: str) -> None:
    assert act(cast, waiting, verb, "x").status_code == 422
    waiting.refresh_from_db()
    assert waiting.state == State.SUBMITTED


def edited(**changes: str) -> dict[str, str]:
    """What the edit form sends."""
    rows = {
        "people-TOTAL_FORMS": "1",
        "people-INITIAL_FORMS": "0",
        "people-0-name": "สมปอง",
        "ways-TOTAL_FORMS": "1",
        "ways-INITIAL_FORMS": "0",
        "ways-0-kind": "phone",
        "ways-0-value": "081 111 2222",
    }
    said = {"name_th": "กลุ่มใหม่", "name_en": "New Group", "kind": "otop", "province": "40", "lao_exception": "ตกลงแล้ว"}
    return rows | said | changes


def test_staff_correct_everything_in_one_form(waiting: Enterprise, cast: Cast) -> None:
    address = f"/admin/enterprises/{waiting.pk}/edit/"
    assert cast.client("moderator").get(address).status_code == 200
    answer = cast.client("moderator").post(address, edited(district="เมือง", subdistrict="ในเมือง"))
    assert answer.status_code == 302, answer.context["form"].errors
    one = Enterprise.objects.get(pk=waiting.pk)
    assert (one.name_th, one.kind, one.district_id, one.lao_exception) == ("กลุ่มใหม่", "otop", "4001", "ตกลงแล้ว")
    assert one.subdistrict is not None
    assert [person.name for person in one.people.all()] == ["สมปอง"]
    assert [way.value for way in one.contact_ways.all()] == ["0811112222"]
    assert one.promptpay_id == waiting.promptpay_id


@pytest.mark.parametrize(
    "wrong",
    [
        {"name_th": ""},
        {"province": "99"},
        {"district": "ไม่มีอำเภอนี้"},
        {"subdistrict": "ในเมือง"},
        {"story_key": "nonsense"},
        {"lao": "987654321"},
        {"ways-0-value": "abc"},
        {"people-TOTAL_FORMS": "x"},
    ],
)
def test_a_wrong_correction_is_shown_beside_its_field_and_changes_nothing(
    waiting: Enterprise, cast: Cast, wrong: dict[str, str]
) -> None:
    before = Enterprise.objects.filter(pk=waiting.pk).values().get()
    answer = cast.client("moderator").post(f"/admin/enterprises/{waiting.pk}/edit/", edited(**wrong))
    assert answer.status_code == 422
    assert Enterprise.objects.filter(pk=waiting.pk).values().get() == before
    assert [person.name for person in waiting.people.all()] == ["สมศรี"]


def test_the_dashboard_counts_those_that_wait_for_whoever_may_verify(waiting: Enterprise, cast: Cast) -> None:
    address = "/admin/enterprises/?state=submitted"
    assert [line.count for line in waiting_for(cast.moderator) if line.url == address] == [1]
    assert [line for line in waiting_for(cast.editor) if line.url == address] == []
    menu = cast.client("moderator").get("/admin/").content.decode()
    assert address in menu
    assert address not in cast.client("editor").get("/admin/").content.decode()
