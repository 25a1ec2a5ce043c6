"""An enterprise is opened, edited, verified and suspended; a refusal changes nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from cms.accounts.models import Notice
from cms.accounts.queries import roles_of
from cms.accounts.roles import Role
from cms.lao.models import LaoIndexPage, Participation, Phase
from cms.lifecycle.rules import MoveNotAllowed, ReasonMissing
from cms.places.models import Province
from media import services as media
from media.models import Photo
from search.models import Entry
from search.services import find
from shop.enterprises import queries, services
from shop.enterprises.drafts import ContactDraft, PersonDraft
from shop.enterprises.models import ContactWay, Enterprise, Person, State
from shop.enterprises.signals import enterprise_visibility_changed
from tests.cast import Cast
from tests.media import samples
from tests.pages_made import make_lao, make_lao_profile, make_story, section
from tests.shop.ground import enterprise, somewhere

pytestmark = [pytest.mark.every_database, pytest.mark.django_db]


def kept(one: Enterprise) -> list[Any]:
    """All that the database has of it."""
    row = Enterprise.objects.filter(pk=one.pk).values().get()
    events = list(one.events.values_list("from_state", "to_state"))
    return [row, events, list(one.people.values()), list(one.contact_ways.values()), list(Entry.objects.values())]


def test_opening_makes_a_draft_with_its_owner_who_may_sell(cast: Cast) -> None:
    one = enterprise(
        cast,
        verified=False,
        owner="stranger",
        people=[PersonDraft("สมศรี"), PersonDraft("สมชาย")],
        contact_ways=[ContactDraft("phone", "081 234 5678")],
    )
    assert one.state == State.DRAFT
    assert one.slug == "ban-suan-mushroom-group"
    assert [person.name for person in one.people.all()] == ["สมศรี", "สมชาย"]
    way = one.contact_ways.get()
    assert (way.value, way.is_published) == ("0812345678", False)
    assert Role.SELLER in roles_of(cast.stranger)
    assert [event.to_state for event in one.events.all()] == [State.DRAFT]
    assert not Entry.objects.filter(kind="enterprise").exists()


def test_slugs_of_one_name_differ_and_thai_names_get_one_too(cast: Cast) -> None:
    slugs = [enterprise(cast, verified=False).slug for _ in range(3)]
    thai = enterprise(cast, verified=False, name_en="ไม่มีชื่ออังกฤษ").slug
    assert slugs == ["ban-suan-mushroom-group", "ban-suan-mushroom-group-2", "ban-suan-mushroom-group-3"]
    assert thai == "maker"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name_th": " "}, "name_th"),
        ({"kind": "mafia"}, "kind"),
        ({"promptpay_id": "123"}, "promptpay_id"),
        ({"story_key": "987654321"}, "story_key"),
        ({"people": [PersonDraft("")]}, "name"),
        ({"contact_ways": [ContactDraft("phone", "abc")]}, None),
        ({"contact_ways": [ContactDraft("line", "same"), ContactDraft("line", "SAME")]}, None),
        ({"people": [PersonDraft("x")] * 21}, None),
    ],
)
def test_what_cannot_be_said_opens_nothing(cast: Cast, fields: dict[str, Any], field: str | None) -> None:
    with pytest.raises(ValidationError) as refused:
        enterprise(cast, verified=False, owner="stranger", **fields)
    if field:
        assert field in refused.value.message_dict
    assert not Enterprise.objects.exists()
    assert not Person.objects.exists()
    assert Role.SELLER not in roles_of(cast.stranger)


def test_nobody_opens_many_that_are_not_verified(cast: Cast) -> None:
    for number in range(services.MOST_WAITING):
        enterprise(cast, f"กลุ่ม {number}", verified=False)
    with pytest.raises(services.TooMany):
        enterprise(cast, verified=False)
    assert Enterprise.objects.count() == services.MOST_WAITING
    enterprise(cast, verified=False, owner="stranger")


def test_a_registration_number_belongs_to_one(cast: Cast) -> None:
    enterprise(cast, registration_number="1-40")
    with pytest.raises(ValidationError) as refused:
        enterprise(cast, verified=False, registration_number=" 1-40 ")
    assert "registration number" in str(refused.value) or "ทะเบียน" in str(refused.value)
    assert Enterprise.objects.count() == 1


def test_verifying_shows_it_and_tells_its_members(cast: Cast) -> None:
    moderator = cast.moderator
    one = enterprise(cast, verified=False)
    services.submit(enterprise=one, actor=cast.seller)
    assert Notice.objects.filter(recipient=moderator, kind="enterprise_submitted").exists()
    services.verify(enterprise=one, actor=moderator)
    assert Notice.objects.filter(recipient=cast.seller, kind="enterprise_verified").exists()
    assert [hit.title for hit in find("เห็ดบ้านสวน", kinds="enterprise", locale="th").hits] == ["กลุ่มเห็ดบ้านสวน"]
    assert [hit.title for hit in find("mushroom", locale="en").hits] == ["Ban Suan Mushroom Group"]


def test_sending_back_says_why_and_it_may_come_again(cast: Cast) -> None:
    one = enterprise(cast, verified=False)
    services.submit(enterprise=one, actor=cast.seller)
    before = kept(one)
    with pytest.raises(ReasonMissing):
        services.send_back(enterprise=one, actor=cast.moderator, reason=" ")
    assert kept(one) == before
    services.send_back(enterprise=one, actor=cast.moderator, reason="ขาดหมายเลขจดทะเบียน")
    notice = Notice.objects.get(recipient=cast.seller, kind="enterprise_sent_back")
    assert "ขาดหมายเลขจดทะเบียน" in notice.text_th
    services.submit(enterprise=one, actor=cast.seller)
    assert one.state == State.SUBMITTED


def test_suspending_hides_it_and_its_picture_and_tells_the_rooms_above_inside_the_transaction(
    cast: Cast, tmp_path: Any, settings: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    cover = media.add_photo(title="เห็ด", description="เห็ด", image=samples.jpeg())
    one = enterprise(cast, cover=cover)
    assert Photo.objects.get(pk=cover.pk).is_public
    told: list[str] = []

    def listen(enterprise: Enterprise, **kwargs: Any) -> None:
        told.append(Enterprise.objects.get(pk=enterprise.pk).state)

    enterprise_visibility_changed.connect(listen)
    try:
        services.suspend(enterprise=one, actor=cast.moderator, reason="ร้องเรียน")
        services.reinstate(enterprise=one, actor=cast.moderator)
        services.suspend(enterprise=one, actor=cast.moderator, reason="อีกครั้ง")
    finally:
        enterprise_visibility_changed.disconnect(listen)
    assert told == [State.SUSPENDED, State.VERIFIED, State.SUSPENDED]
    assert not Photo.objects.get(pk=cover.pk).is_public
    assert not Entry.objects.filter(kind="enterprise").exists()


def test_a_room_above_that_fails_leaves_all_as_it_was(cast: Cast) -> None:
    one = enterprise(cast)
    before = kept(one)

    def fail(**kwargs: Any) -> None:
        raise RuntimeError("the catalogue is on fire")

    enterprise_visibility_changed.connect(fail)
    try:
        with pytest.raises(RuntimeError, match="fire"):
            services.suspend(enterprise=one, actor=cast.moderator, reason="ร้องเรียน")
    finally:
        enterprise_visibility_changed.disconnect(fail)
    one.refresh_from_db()
    assert kept(one) == before


MOVES: list[tuple[str, Callable[..., Any], dict[str, str]]] = [
    ("draft", services.verify, {}),
    ("draft", services.reinstate, {}),
    ("draft", services.suspend, {"reason": "x"}),
    ("draft", services.send_back, {"reason": "x"}),
    ("verified", services.verify, {}),
    ("verified", services.submit, {}),
    ("verified", services.reinstate, {}),
    ("verified", services.send_back, {"reason": "x"}),
    ("suspended", services.verify, {}),
    ("suspended", services.submit, {}),
    ("suspended", services.suspend, {"reason": "x"}),
]


@pytest.mark.parametrize(("state", "verb", "said"), MOVES)
def test_a_move_that_the_table_does_not_have_changes_nothing(
    cast: Cast, state: str, verb: Callable[..., Any], said: dict[str, str]
) -> None:
    one = enterprise(cast, verified=state != "draft")
    if state == "suspended":
        services.suspend(enterprise=one, actor=cast.moderator, reason="ร้องเรียน")
    before = kept(one)
    with pytest.raises(MoveNotAllowed):
        verb(enterprise=one, actor=cast.moderator, **said)
    assert kept(one) == before


def test_editing_a_visible_one_is_found_at_once(cast: Cast) -> None:
    one = enterprise(cast)
    services.edit_enterprise(enterprise=one, actor=cast.seller, name_th="กลุ่มฟางทอง", summary_th="ฟาง")
    assert [hit.title for hit in find("ฟางทอง", locale="th").hits] == ["กลุ่มฟางทอง"]
    services.edit_enterprise(enterprise=one, actor=cast.seller, people=[], contact_ways=[])
    assert not ContactWay.objects.exists()


@pytest.mark.parametrize("fact", ["kind", "registration_number", "province", "lao"])
def test_members_do_not_change_what_was_verified_and_staff_do(cast: Cast, fact: str) -> None:
    somewhere("40", "50")
    one = enterprise(cast)
    other: dict[str, Any] = {
        "kind": "otop",
        "registration_number": "9-99",
        "province": Province.objects.get(code="50"),
        "lao": make_lao(province="50"),
    }
    before = kept(one)
    with pytest.raises(services.FactsAreVerified) as refused:
        services.edit_enterprise(enterprise=one, actor=cast.seller, **{fact: other[fact]})
    assert set(refused.value.message_dict) == {fact}
    assert kept(one) == before
    services.edit_enterprise(enterprise=one, actor=cast.moderator, **{fact: other[fact]})
    assert getattr(Enterprise.objects.get(pk=one.pk), fact) == other[fact]


def test_a_refused_edit_changes_nothing_not_even_the_instance(cast: Cast) -> None:
    one = enterprise(cast, contact_ways=[ContactDraft("line", "maker")])
    before = kept(one)
    with pytest.raises(ValidationError):
        services.edit_enterprise(
            enterprise=one, actor=cast.seller, name_th="ใหม่", contact_ways=[ContactDraft("phone", "x")]
        )
    assert kept(one) == before
    assert one.name_th == "กลุ่มเห็ดบ้านสวน"


def test_a_field_that_is_none_is_a_mistake_of_the_caller(cast: Cast) -> None:
    with pytest.raises(TypeError, match="state"):
        enterprise(cast, verified=False, state="verified")


@pytest.fixture
def directory(site: Any) -> None:
    somewhere("40")
    section(LaoIndexPage, "ทำเนียบ อปท.", "LAO directory", "lao")


@pytest.mark.usefixtures("directory")
def test_an_lao_must_have_taken_part_or_staff_say_why_not(cast: Cast) -> None:
    lao = make_lao()
    with pytest.raises(services.TookNoPart):
        enterprise(cast, verified=False, lao=lao)
    make_lao_profile(lao)
    with pytest.raises(services.TookNoPart):
        enterprise(cast, verified=False, lao=lao)
    assert not Enterprise.objects.exists()
    part = Participation.objects.create(lao=lao, phase=Phase.ONE, project_th="ตลาด")
    one = enterprise(cast, verified=False, lao=lao)
    services.submit(enterprise=one, actor=cast.seller)
    part.delete()
    with pytest.raises(services.TookNoPart):
        services.verify(enterprise=one, actor=cast.moderator)
    assert Enterprise.objects.get().state == State.SUBMITTED
    services.edit_enterprise(enterprise=one, actor=cast.moderator, lao_exception="ตกลงกับผู้ว่าฯ")
    services.verify(enterprise=one, actor=cast.moderator)
    assert one.is_visible


@pytest.mark.usefixtures("directory")
def test_one_without_an_lao_is_verified_only_with_an_exception(cast: Cast) -> None:
    one = enterprise(cast, verified=False, lao=None)
    services.submit(enterprise=one, actor=cast.seller)
    with pytest.raises(services.TookNoPart):
        services.verify(enterprise=one, actor=cast.moderator)
    assert not one.events.filter(to_state=State.VERIFIED).exists()


@pytest.mark.usefixtures("directory")
def test_a_participation_that_passes_to_another_lao_counts_there(cast: Cast) -> None:
    first, second = make_lao(), make_lao("บ้านเป็ด", name_en="Ban Pet")
    make_lao_profile(first)
    make_lao_profile(second)
    part = Participation.objects.create(lao=first, phase=Phase.ONE, project_th="ตลาด")
    assert queries.lao_keys_that_took_part() == {first.key}
    part.lao = second
    part.save()
    assert queries.lao_keys_that_took_part() == {second.key}


@pytest.mark.usefixtures("directory")
def test_a_story_must_be_published(cast: Cast) -> None:
    story = make_story("ป้ากับเห็ด")
    one = enterprise(cast, story_key=str(story.pk))
    assert Entry.objects.filter(kind="enterprise", locale="th").get().facets["story"] == [str(story.pk)]
    story.unpublish()
    services.edit_enterprise(enterprise=one, actor=cast.seller, story_key=str(story.pk), summary_th="ยังอยู่")
    with pytest.raises(services.NoSuchStory):
        enterprise(cast, verified=False, story_key=str(story.pk), name_th="อีกกลุ่ม")
