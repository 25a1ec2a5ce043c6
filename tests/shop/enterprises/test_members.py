"""Who acts for an enterprise, and how somebody is asked to."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import Site

from cms.accounts.models import Notice
from cms.accounts.queries import roles_of
from cms.accounts.roles import Role
from cms.accounts.services import leave
from shop.enterprises import invitations, queries, services
from shop.enterprises.membership import LastOwner, MemberAlready, NotAMember, NotAnOwner
from shop.enterprises.models import Enterprise
from tests.cast import Cast
from tests.shop.ground import enterprise

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(site: Site, cast: Cast) -> Enterprise:
    """An enterprise of the seller's."""
    return enterprise(cast)


def who(one: Enterprise) -> dict[str, str]:
    """The members by the beginning of their address."""
    return {row.user.email.split("@")[0]: row.role for row in queries.members_of(one)}


def test_an_owner_adds_a_member_who_is_told_and_may_sell(shop: Enterprise, cast: Cast) -> None:
    services.add_member(enterprise=shop, actor=cast.seller, user=cast.stranger, role="staff")
    assert who(shop) == {"seller": "owner", "stranger": "staff"}
    assert queries.may_act_for(cast.stranger, shop)
    assert Role.SELLER in roles_of(cast.stranger)
    assert Notice.objects.filter(recipient=cast.stranger, kind="enterprise_member").exists()
    assert list(queries.enterprises_of(cast.stranger)) == [shop]


def test_neither_staff_nor_strangers_choose_members(shop: Enterprise, cast: Cast) -> None:
    services.add_member(enterprise=shop, actor=cast.seller, user=cast.team_mate, role="staff")
    for actor in (cast.team_mate, cast.stranger):
        with pytest.raises(NotAnOwner):
            services.add_member(enterprise=shop, actor=actor, user=cast.owner, role="owner")
        with pytest.raises(NotAnOwner):
            services.remove_member(enterprise=shop, actor=actor, user=cast.seller)
        with pytest.raises(NotAnOwner):
            services.change_role(enterprise=shop, actor=actor, user=cast.team_mate, role="owner")
        with pytest.raises(NotAnOwner):
            services.invite(enterprise=shop, actor=actor, email="owner@example.org", role="staff")
    assert who(shop) == {"seller": "owner", "team_mate": "staff"}


def test_a_member_is_one_once(shop: Enterprise, cast: Cast) -> None:
    with pytest.raises(MemberAlready):
        services.add_member(enterprise=shop, actor=cast.seller, user=cast.seller, role="staff")
    assert who(shop) == {"seller": "owner"}


def test_the_last_owner_stays(shop: Enterprise, cast: Cast) -> None:
    services.add_member(enterprise=shop, actor=cast.seller, user=cast.team_mate, role="staff")
    with pytest.raises(LastOwner):
        services.remove_member(enterprise=shop, actor=cast.seller, user=cast.seller)
    with pytest.raises(LastOwner):
        services.change_role(enterprise=shop, actor=cast.seller, user=cast.seller, role="staff")
    assert who(shop) == {"seller": "owner", "team_mate": "staff"}
    services.change_role(enterprise=shop, actor=cast.seller, user=cast.team_mate, role="owner")
    services.remove_member(enterprise=shop, actor=cast.seller, user=cast.seller)
    assert who(shop) == {"team_mate": "owner"}


def test_an_owner_who_left_the_platform_does_not_count_as_one(shop: Enterprise, cast: Cast) -> None:
    services.add_member(enterprise=shop, actor=cast.seller, user=cast.team_mate, role="owner")
    leave(user=cast.team_mate)
    with pytest.raises(LastOwner):
        services.remove_member(enterprise=shop, actor=cast.seller, user=cast.seller)
    assert queries.members_to_tell(shop) == [cast.seller]


def test_staff_of_the_enterprise_may_go_by_themselves(shop: Enterprise, cast: Cast) -> None:
    services.add_member(enterprise=shop, actor=cast.seller, user=cast.team_mate, role="staff")
    services.remove_member(enterprise=shop, actor=cast.team_mate, user=cast.team_mate)
    assert who(shop) == {"seller": "owner"}
    with pytest.raises(NotAMember):
        services.remove_member(enterprise=shop, actor=cast.seller, user=cast.team_mate)


@pytest.mark.parametrize("email", ["nobody@example.org", "seller@example.org", "closed@example.org"])
def test_inviting_an_address_that_leads_nowhere_looks_like_any_other(shop: Enterprise, cast: Cast, email: str) -> None:
    if email.startswith("closed"):
        cast.stranger.email, cast.stranger.is_active = email, False
        cast.stranger.save()
    before = Notice.objects.count()
    assert services.invite(enterprise=shop, actor=cast.seller, email=email, role="staff") is None
    assert Notice.objects.count() == before
    assert who(shop) == {"seller": "owner"}


def link(cast: Cast, shop: Enterprise, role: str = "staff") -> str:
    """The link in the notice of the stranger, who was invited."""
    stranger = cast.stranger
    services.invite(enterprise=shop, actor=cast.seller, email=" Stranger@Example.org ", role=role)
    return str(Notice.objects.filter(recipient=stranger, kind="enterprise_invitation").latest("pk").url)


def test_who_is_invited_becomes_a_member_by_accepting_only(shop: Enterprise, cast: Cast) -> None:
    url = link(cast, shop)
    assert who(shop) == {"seller": "owner"}
    client = cast.client("stranger")
    shown = client.get(url)
    assert shown.status_code == 200
    assert shop.name_th in shown.content.decode()
    assert who(shop) == {"seller": "owner"}
    assert client.post(url).status_code == 302
    assert client.post(url).status_code == 302
    assert who(shop) == {"seller": "owner", "stranger": "staff"}


def test_the_link_is_of_no_use_to_anybody_else(shop: Enterprise, cast: Cast) -> None:
    url = link(cast, shop)
    for name in ("owner", "moderator"):
        for method in ("get", "post"):
            answer = getattr(cast.client(name), method)(url)
            assert answer.status_code == 404
            assert shop.name_th not in answer.content.decode()
    assert cast.client("visitor").get(url).status_code == 302
    assert cast.client("stranger").post(url[:-4] + "xyz/").status_code == 404
    assert who(shop) == {"seller": "owner"}


def test_the_link_ends_after_a_week_and_with_its_inviters_ownership(shop: Enterprise, cast: Cast) -> None:
    url = link(cast, shop)
    asked_at = timezone.now()
    shop.invitations.update(at=asked_at - timedelta(seconds=invitations.A_WEEK + 5))
    assert cast.client("stranger").post(url).status_code == 404
    assert invitations.waiting(shop) == []
    shop.invitations.update(at=asked_at)
    services.add_member(enterprise=shop, actor=cast.seller, user=cast.team_mate, role="owner")
    services.change_role(enterprise=shop, actor=cast.team_mate, user=cast.seller, role="staff")
    assert cast.client("stranger").post(url).status_code == 404
    assert "stranger" not in who(shop)


@pytest.mark.parametrize("by", ["seller", "stranger"])
def test_the_link_brings_nobody_back_who_was_removed_or_went(shop: Enterprise, cast: Cast, by: str) -> None:
    accepted, unused = link(cast, shop, role="owner"), link(cast, shop, role="owner")
    client = cast.client("stranger")
    assert client.post(accepted).status_code == 302
    services.remove_member(enterprise=shop, actor=getattr(cast, by), user=cast.stranger)
    for url in (accepted, unused):
        assert client.get(url).status_code == 404
        assert client.post(url).status_code == 404
    assert who(shop) == {"seller": "owner"}
    assert client.post(link(cast, shop)).status_code == 302
    assert who(shop) == {"seller": "owner", "stranger": "staff"}


def test_nobody_invites_without_end(shop: Enterprise, cast: Cast) -> None:
    for number in range(invitations.MOST_AN_HOUR):
        services.invite(enterprise=shop, actor=cast.seller, email=f"{number}@example.org", role="staff")
    before = Notice.objects.count()
    with pytest.raises(invitations.TooManyInvitations):
        services.invite(enterprise=shop, actor=cast.seller, email="stranger@example.org", role="staff")
    assert Notice.objects.count() == before


def test_a_role_that_is_none_is_refused(shop: Enterprise, cast: Cast) -> None:
    with pytest.raises(ValidationError):
        services.invite(enterprise=shop, actor=cast.seller, email="stranger@example.org", role="king")
    with pytest.raises(ValidationError):
        services.add_member(enterprise=shop, actor=cast.seller, user=cast.stranger, role="king")
    with pytest.raises(ValidationError):
        services.change_role(enterprise=shop, actor=cast.seller, user=cast.seller, role="king")
    assert who(shop) == {"seller": "owner"}


def test_an_invitation_is_listed_with_its_link_and_can_be_taken_back(shop: Enterprise, cast: Cast) -> None:
    url = link(cast, shop)
    client, page = cast.client("seller"), f"/shop/desk/{shop.slug}/members/"
    text = client.get(page).content.decode()
    assert "stranger@example.org" in text
    assert url in text
    row = shop.invitations.get()
    services.add_member(enterprise=shop, actor=cast.seller, user=cast.team_mate, role="staff")
    mate = cast.client("team_mate")
    assert "stranger@example.org" not in mate.get(page).content.decode()
    assert mate.post(page, {"act": "revoke", "invitation": row.pk}).status_code == 403
    assert cast.client("stranger").get(url).status_code == 200
    assert client.post(page, {"act": "revoke", "invitation": "x"}).status_code == 404
    assert client.post(page, {"act": "revoke", "invitation": row.pk}).status_code == 302
    assert cast.client("stranger").post(url).status_code == 404
    assert "stranger@example.org" not in client.get(page).content.decode()


def test_an_address_without_an_account_is_listed_like_any_other_and_may_join_once_it_has_one(
    shop: Enterprise, cast: Cast
) -> None:
    for email in ("nobody@example.org", "team_mate@example.org"):
        services.invite(enterprise=shop, actor=cast.seller, email=email, role="staff")
    waiting = invitations.waiting(shop)
    assert {(one.row.email, one.role) for one in waiting} == {
        ("nobody@example.org", waiting[0].role),
        ("team_mate@example.org", waiting[0].role),
    }
    url = next(one.link for one in waiting if one.row.email.startswith("team"))
    assert cast.client("team_mate").post(url.partition("8000")[2] or url).status_code == 302
    assert who(shop) == {"seller": "owner", "team_mate": "staff"}
