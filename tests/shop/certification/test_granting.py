"""A seller asks, a certifier of the area grants, refuses or revokes; nobody does so for themselves or elsewhere."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from cms.accounts.models import Notice
from cms.accounts.queries import roles_of
from cms.accounts.roles import Role
from cms.lifecycle.rules import MoveNotAllowed, ReasonMissing
from shop.certification import services, turning
from shop.certification.models import Certificate, State
from shop.certification.services import EndedAlready, InForceAlready, NotTheirs, NotVerified
from shop.enterprises import services as enterprises
from tests.cast import Cast
from tests.pages_made import make_lao
from tests.shop.certification.ground import NUMBER, asked, body, granted, on, said, upload
from tests.shop.ground import enterprise, product

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def told(kind: str) -> int:
    """How many notices of this kind there are."""
    return Notice.objects.filter(kind=f"certificate_{kind}").count()


def test_who_is_asked_is_told_and_grants_and_the_holder_is_told(cast: Cast) -> None:
    by = body(cast)
    one = asked(cast, product(enterprise(cast)))
    assert (one.state, one.is_current, one.number, told("asked")) == (State.ASKED, False, NUMBER, 1)
    services.grant(certificate=one, actor=cast.certifier, body=by)
    one.refresh_from_db()
    assert (one.state, one.is_current, one.body, told("granted")) == (State.GRANTED, True, by, 1)
    assert [event.to_state for event in one.events.all()] == [State.ASKED, State.GRANTED]


def test_the_same_form_sent_twice_asks_once(cast: Cast, private_files: Path) -> None:
    body(cast)
    made = product(enterprise(cast))
    first = asked(cast, made, form_key="k", document=upload())
    assert asked(cast, made, form_key="k", document=upload()) == first
    assert len([path for path in private_files.rglob("*") if path.is_file()]) == 1


def test_refusing_and_revoking_need_a_reason_that_the_holder_reads(cast: Cast) -> None:
    body(cast)
    one = asked(cast, product(enterprise(cast)))
    with pytest.raises(ReasonMissing):
        services.refuse(certificate=one, actor=cast.certifier, reason=" ")
    assert Certificate.objects.get().state == State.ASKED
    services.refuse(certificate=one, actor=cast.certifier, reason="เลขไม่ตรง")
    assert "เลขไม่ตรง" in Notice.objects.get(kind="certificate_refused").text_th
    with pytest.raises(MoveNotAllowed):
        services.revoke(certificate=one, actor=cast.moderator, reason="ไม่ได้")


def test_nobody_certifies_outside_their_area_or_what_is_their_own(cast: Cast) -> None:
    by, elsewhere = body(cast), body(cast, "50", who="stranger")
    made = product(enterprise(cast))
    one = asked(cast, made)
    for actor, name in ((cast.stranger, elsewhere), (cast.stranger, by), (cast.moderator, by), (cast.seller, by)):
        with pytest.raises(NotTheirs):
            services.grant(certificate=one, actor=actor, body=name)
        with pytest.raises(NotTheirs):
            services.refuse(certificate=one, actor=actor, reason="ไม่")
    enterprises.add_member(enterprise=made.enterprise, actor=cast.seller, user=cast.certifier, role="staff")
    with pytest.raises(NotTheirs):
        services.grant(certificate=one, actor=cast.certifier, body=by)
    with pytest.raises(NotTheirs):
        granted(cast, made.enterprise, made)
    assert Certificate.objects.get().state == State.ASKED


def test_who_asked_as_a_member_does_not_grant_it_after_leaving(cast: Cast) -> None:
    by = body(cast)
    made = product(enterprise(cast))
    enterprises.add_member(enterprise=made.enterprise, actor=cast.seller, user=cast.certifier, role="staff")
    one = services.ask(enterprise=made.enterprise, actor=cast.certifier, product=made, form_key="k", **said())
    enterprises.remove_member(enterprise=made.enterprise, actor=cast.seller, user=cast.certifier)
    with pytest.raises(NotTheirs):
        services.grant(certificate=one, actor=cast.certifier, body=by)


def test_a_body_of_one_lao_certifies_nobody_outside_it(cast: Cast) -> None:
    made = product(enterprise(cast))
    inside = body(cast, name_th="เทศบาลทดสอบ", lao=make_lao())
    with pytest.raises(NotTheirs):
        granted(cast, made.enterprise, made, by=inside)


def test_only_verified_enterprises_and_running_documents_are_certified(cast: Cast) -> None:
    body(cast)
    waiting = enterprise(cast, verified=False)
    with pytest.raises(NotVerified):
        services.ask(enterprise=waiting, actor=cast.seller, form_key="k", **said(scheme="halal", number="1"))
    made = product(enterprise(cast, "กลุ่มสอง"))
    ended = {"valid_from": TODAY() - timedelta(days=9), "valid_until": TODAY() - timedelta(days=1)}
    with pytest.raises(EndedAlready):
        asked(cast, made, **ended)
    assert not Certificate.objects.exists()


def test_a_renewal_takes_the_place_of_the_one_before_and_a_double_does_not(cast: Cast) -> None:
    made = product(enterprise(cast))
    first = granted(cast, made.enterprise, made)
    with pytest.raises(InForceAlready):
        granted(cast, made.enterprise, made)
    second = granted(cast, made.enterprise, made, valid_until=TODAY() + timedelta(days=800))
    first.refresh_from_db()
    assert (first.is_current, second.is_current) == (False, True)
    later = granted(
        cast,
        made.enterprise,
        made,
        valid_from=TODAY() + timedelta(days=801),
        valid_until=TODAY() + timedelta(days=999),
    )
    assert (later.state, later.is_current) == (State.GRANTED, False)


@pytest.mark.every_database
def test_the_database_keeps_one_in_force_a_number_and_stars_to_otop(cast: Cast) -> None:
    made = product(enterprise(cast))
    first = granted(cast, made.enterprise, made)
    second = granted(cast, made.enterprise, made, valid_until=TODAY() + timedelta(days=800))
    for wrong in ({"is_current": True}, {"stars": 3}, {"number": ""}, {"valid_until": first.valid_from - timedelta(1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Certificate.objects.filter(pk=first.pk).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.filter(pk=second.pk).update(state=State.REVOKED)
    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        first.events.update(reason="anders")


def test_time_warns_once_and_ends_once(cast: Cast) -> None:
    made = product(enterprise(cast))
    one = granted(cast, made.enterprise, made)
    on(TODAY() - timedelta(days=300), one, until=TODAY() + timedelta(days=29))
    assert [turning.turn(today=TODAY()) for _again in range(2)] == [1, 0]
    assert (told("nears_end"), told("ended")) == (1, 0)
    past = TODAY() + timedelta(days=30)
    assert [turning.turn(today=past) for _again in range(2)] == [1, 0]
    assert (told("nears_end"), told("ended")) == (1, 1)


def test_the_role_comes_and_goes_with_the_body(cast: Cast) -> None:
    by = body(cast, who="stranger")
    assert Role.CERTIFIER in roles_of(cast.stranger)
    by.certifiers.get().delete()
    assert Role.CERTIFIER not in roles_of(cast.stranger)


def test_what_the_scheme_asks_is_told_by_field(cast: Cast) -> None:
    body(cast)
    made = product(enterprise(cast))
    with pytest.raises(ValidationError) as refused:
        asked(cast, made, number="12-9-99999-9-9999", stars=2, valid_until=TODAY() - timedelta(days=900))
    assert set(refused.value.error_dict) == {"number", "stars", "valid_until"}
    assert not Certificate.objects.exists()
