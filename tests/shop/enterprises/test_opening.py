"""A member opens an enterprise; whatever is typed gets an answer."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from wagtail.models import Site

from cms.accounts.queries import roles_of
from cms.accounts.roles import Role
from cms.lao.models import LaoIndexPage, Participation, Phase
from media.models import Photo
from shop.enterprises import services
from shop.enterprises.forms import ContactWaysFormSet, EnterpriseForm, InviteForm, PaymentIdForm, PeopleFormSet
from shop.enterprises.models import Enterprise, State
from tests.cast import Cast
from tests.media import samples
from tests.pages_made import make_lao, make_lao_profile, make_story, section
from tests.shop.ground import enterprise, somewhere

pytestmark = pytest.mark.django_db
OPEN = "/shop/open/"
FILLED = {
    "name_th": "กลุ่มเลี้ยงผึ้ง",
    "name_en": "Bee Keepers",
    "kind": "community_enterprise",
    "registration_number": "4-40-01-01/1-0009",
    "province": "40",
    "district": "อ.เมือง",
    "subdistrict": "ต.ในเมือง",
    "lao": "",
    "story_key": "",
    "summary_th": "น้ำผึ้งจากสวน",
}


@pytest.fixture
def client(site: Site, cast: Cast, settings: Any, tmp_path: Any) -> Client:
    """A member who has no role yet, signed in."""
    settings.MEDIA_ROOT = tmp_path
    somewhere("40")
    return cast.client("stranger")


def test_a_visitor_is_asked_to_sign_in(client: Client, cast: Cast) -> None:
    for method in ("get", "post"):
        answer = getattr(cast.client("visitor"), method)(OPEN, FILLED)
        assert answer.status_code == 302
        assert "/login/" in answer.headers["Location"]
    assert not Enterprise.objects.exists()


def test_a_member_opens_one_and_is_led_to_the_desk(client: Client, cast: Cast) -> None:
    assert client.get(OPEN).status_code == 200
    answer = client.post(OPEN, FILLED)
    assert answer.status_code == 302, answer.context["form"].errors
    assert answer.headers["Location"] == "/shop/desk/"
    one = Enterprise.objects.get()
    assert (one.state, one.slug, one.district_id) == (State.DRAFT, "bee-keepers", "4001")
    assert one.subdistrict is not None
    assert one.subdistrict.name_th == "ในเมือง"
    assert Role.SELLER in roles_of(cast.stranger)
    assert client.get("/shop/maker/bee-keepers/").status_code == 404


def test_the_lao_and_the_story_are_chosen_from_those_there_are(client: Client) -> None:
    section(LaoIndexPage, "ทำเนียบ อปท.", "LAO directory", "lao")
    lao, other = make_lao(), make_lao("บ้านเป็ด", name_en="Ban Pet")
    make_lao_profile(lao)
    make_lao_profile(other)
    Participation.objects.create(lao=lao, phase=Phase.TWO, project_th="ตลาด")
    story = make_story("ผึ้งกับป่า", lao=lao)
    text = client.get(OPEN).content.decode()
    assert f'<option value="{lao.full_name}, ' in text
    assert other.full_name not in text
    assert '<option value="ผึ้งกับป่า">' in text
    assert client.post(OPEN, {**FILLED, "lao": other.full_name}).status_code == 422
    said = {"lao": f"{lao.full_name}, {lao.province}", "story_key": "ผึ้งกับป่า"}
    assert client.post(OPEN, {**FILLED, **said}).status_code == 302
    one = Enterprise.objects.get()
    assert (one.lao, one.story_key) == (lao, str(story.pk))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name_th": " "}, "name_th"),
        ({"name_en": "x" * 161}, "name_en"),
        ({"kind": "mafia"}, "kind"),
        ({"province": "99"}, "province"),
        ({"district": "ไม่มีจริง"}, "district"),
        ({"subdistrict": "ไม่มีจริง"}, "subdistrict"),
        ({"district": ""}, "district"),
        ({"story_key": "1"}, "story_key"),
        ({"lao": "nowhere"}, "lao"),
        ({"name_th": "ก\0ข"}, "name_th"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_is_kept(
    client: Client, cast: Cast, wrong: dict[str, str], field: str
) -> None:
    answer = client.post(OPEN, {**FILLED, **wrong})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "น้ำผึ้งจากสวน" in answer.content.decode()
    assert not Enterprise.objects.exists()
    assert Role.SELLER not in roles_of(cast.stranger)


def test_a_registration_number_that_another_has_is_refused(client: Client, cast: Cast) -> None:
    enterprise(cast, registration_number=FILLED["registration_number"])
    assert client.post(OPEN, FILLED).status_code == 422
    assert Enterprise.objects.count() == 1


def test_a_picture_is_kept_private_until_the_enterprise_is_verified(client: Client, cast: Cast) -> None:
    picture = SimpleUploadedFile("ผึ้ง.jpg", samples.jpeg(), "image/jpeg")
    assert client.post(OPEN, {**FILLED, "picture": picture, "picture_shows": "รังผึ้ง"}).status_code == 302
    one = Enterprise.objects.get()
    assert one.cover is not None
    assert (one.cover.description, one.cover.is_public) == ("รังผึ้ง", False)
    services.submit(enterprise=one, actor=cast.stranger)
    services.edit_enterprise(enterprise=one, actor=cast.moderator, lao_exception="ตกลง")
    services.verify(enterprise=one, actor=cast.moderator)
    assert Photo.objects.get(pk=one.cover_id).is_public


@pytest.mark.parametrize("content", [b"<svg onload=alert(1)>", b"MZ\x90\x00", b"", b"%PDF-1.7"])
def test_a_picture_that_is_none_is_refused(client: Client, content: bytes) -> None:
    picture = SimpleUploadedFile("a.jpg", content, "image/jpeg")
    answer = client.post(OPEN, {**FILLED, "picture": picture})
    assert answer.status_code == 422
    assert "picture" in answer.context["form"].errors
    assert not Enterprise.objects.exists()


def test_a_picture_whose_enterprise_was_refused_is_taken_away_again(client: Client, cast: Cast) -> None:
    for number in range(services.MOST_WAITING):
        enterprise(cast, f"กลุ่ม {number}", verified=False, owner="stranger")
    picture = SimpleUploadedFile("a.jpg", samples.jpeg(), "image/jpeg")
    assert client.post(OPEN, {**FILLED, "picture": picture}).status_code == 422
    assert not Photo.objects.exists()
    assert Enterprise.objects.count() == services.MOST_WAITING


def test_a_verified_one_shows_its_members_facts_that_they_cannot_change(site: Site, cast: Cast) -> None:
    one = enterprise(cast)
    form = EnterpriseForm({**FILLED, "province": "10", "kind": "otop"}, instance=Enterprise.objects.get(pk=one.pk))
    assert form.is_valid(), form.errors
    assert {"kind", "province", "lao", "registration_number"}.isdisjoint(form.said)
    services.edit_enterprise(enterprise=one, actor=cast.seller, **form.said)
    one.refresh_from_db()
    assert (one.name_th, one.kind, one.province_id) == ("กลุ่มเลี้ยงผึ้ง", "community_enterprise", "40")


def test_the_payment_number_is_never_written_into_its_form(site: Site, cast: Cast) -> None:
    one = enterprise(cast)
    assert one.promptpay_id not in str(PaymentIdForm(enterprise=one))
    kept = PaymentIdForm({"promptpay_name": "ชื่อใหม่"}, enterprise=one)
    assert kept.is_valid()
    assert kept.said == {"promptpay_id": one.promptpay_id, "promptpay_name": "ชื่อใหม่"}
    gone = PaymentIdForm({"forget": "on"}, enterprise=one)
    assert gone.is_valid()
    assert gone.said == {"promptpay_id": "", "promptpay_name": ""}
    wrong = PaymentIdForm({"promptpay_id": "1101700207031"}, enterprise=one)
    assert set(wrong.errors) == {"promptpay_id"}


ANYTHING = st.text(max_size=40) | st.sampled_from(
    ["", "40", "0812345678", "-1", "9" * 30, "on", "owner", "phone", "\0", "ก" * 400]
)
NAMES = [
    *FILLED,
    *("picture_shows", "promptpay_id", "promptpay_name", "forget", "email", "role"),
    *(f"rows-{name}" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MAX_NUM_FORMS")),
    *(f"rows-0-{name}" for name in ("name", "role_th", "kind", "value", "is_published", "DELETE")),
]


@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(NAMES), ANYTHING))
def test_whatever_is_posted_opens_one_or_says_what_is_wrong(client: Client, said: dict[str, str]) -> None:
    answer = client.post(OPEN, said)
    assert answer.status_code in {302, 422}


@hypothesis_settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(NAMES), ANYTHING))
def test_every_form_answers_whatever_is_posted(client: Client, cast: Cast, said: dict[str, str]) -> None:
    one = Enterprise.objects.first() or enterprise(cast)
    data = QueryDict(mutable=True)
    data.update(said)
    for form in (
        EnterpriseForm(data, instance=Enterprise.objects.get(pk=one.pk)),
        PeopleFormSet(data, prefix="rows"),
        ContactWaysFormSet(data, prefix="rows"),
        PaymentIdForm(data, enterprise=one),
        InviteForm(data),
    ):
        if form.is_valid() and hasattr(form, "said"):
            assert set(form.said) <= services.FIELDS
        assert str(form)
