"""What happens to enterprises: each function is one transaction. Whether the actor may is asked by the views before."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

import media.services
from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.accounts.services import give_role
from cms.lifecycle.services import begin, lock
from search.services import resolve
from shop.enterprises import queries, rules
from shop.enterprises.drafts import ContactDraft, PersonDraft
from shop.enterprises.invitations import invite as invite
from shop.enterprises.membership import add_member as add_member
from shop.enterprises.membership import change_role as change_role
from shop.enterprises.membership import remove_member as remove_member
from shop.enterprises.models import (
    ContactWay,
    Enterprise,
    EnterpriseEvent,
    MemberRole,
    Membership,
    Person,
    State,
)
from shop.enterprises.verification import TookNoPart as TookNoPart
from shop.enterprises.verification import reinstate as reinstate
from shop.enterprises.verification import send_back as send_back
from shop.enterprises.verification import show
from shop.enterprises.verification import submit as submit
from shop.enterprises.verification import suspend as suspend
from shop.enterprises.verification import verify as verify

TEXTS = ("name_th", "name_en", "summary_th", "summary_en", "about_th", "about_en")
PLACE_FIELDS = ("district", "subdistrict")
# What staff looked at when they verified it.
VERIFIED_FACTS = ("kind", "registration_number", "province", "lao")
# For staff and the demo.
STAFF_FIELDS = ("lao_exception", "is_demo")
FIELDS = frozenset(
    (*TEXTS, *VERIFIED_FACTS, *STAFF_FIELDS, *PLACE_FIELDS, "story_key", "cover", "promptpay_id", "promptpay_name")
)
MOST_WAITING = 5
MOST_PEOPLE = 20
_LONGEST_SLUG = 70


class TooMany(ValidationError):
    """More than one person may have open, or one page can show."""


class NotTheOwner(ValidationError):
    """What only an owner decides was changed by somebody else."""


class FactsAreVerified(ValidationError):
    """Staff verified this; a member cannot change it any more."""


class NoSuchStory(ValidationError):
    """No published story has this key."""


@transaction.atomic
def open_enterprise(
    *,
    owner: User,
    people: Sequence[PersonDraft] = (),
    contact_ways: Sequence[ContactDraft] = (),
    **fields: Any,
) -> Enterprise:
    """A new enterprise that nobody sees yet, with its owner, who may sell from now on.

    `fields` are named in FIELDS. Raises ValidationError by field, TooMany where this person has MOST_WAITING that
    staff have not verified.
    """
    User.objects.select_for_update().get(pk=owner.pk)
    mine = Membership.objects.filter(user=owner, role=MemberRole.OWNER)
    if mine.exclude(enterprise__state__in=(State.VERIFIED, State.SUSPENDED)).count() >= MOST_WAITING:
        words = _("You have opened %(number)s enterprises that are not verified yet. Finish one of them first.")
        raise TooMany(words, code="too_many", params={"number": MOST_WAITING})
    enterprise = Enterprise()
    _say(enterprise, fields)
    enterprise.slug = free_slug(enterprise.name_en)
    _save(enterprise)
    begin(subject=enterprise, events=EnterpriseEvent, actor=owner)
    Membership.objects.create(enterprise=enterprise, user=owner, role=MemberRole.OWNER)
    give_role(user=owner, role=Role.SELLER)
    _replace_people(enterprise, people)
    _replace_ways(enterprise, contact_ways)
    return enterprise


@transaction.atomic
def edit_enterprise(
    *,
    enterprise: Enterprise,
    actor: User,
    people: Sequence[PersonDraft] | None = None,
    contact_ways: Sequence[ContactDraft] | None = None,
    **fields: Any,
) -> Enterprise:
    """Change what is said of an enterprise; lists that are given replace those there were.

    Raises ValidationError by field; FactsAreVerified where a member changes what staff verified, NotTheOwner where
    somebody else says where money goes.
    """
    lock(enterprise)
    before = {field.attname: getattr(enterprise, field.attname) for field in enterprise._meta.concrete_fields}
    try:
        _refuse_verified(enterprise, actor, fields)
        _say(enterprise, fields)
        _refuse_account(enterprise, actor, before)
        _save(enterprise)
        if people is not None:
            _replace_people(enterprise, people)
        if contact_ways is not None:
            _replace_ways(enterprise, contact_ways)
    except ValidationError:
        # Whoever holds this instance must not believe what was refused.
        for name, value in before.items():
            setattr(enterprise, name, value)
        raise
    if enterprise.is_visible:
        show(enterprise)
        if before["cover_id"] not in (None, enterprise.cover_id):
            media.services.withdraw(photos=[before["cover_id"]], files=[])
    return enterprise


def _say(enterprise: Enterprise, fields: Mapping[str, Any]) -> None:
    """Set the fields, each in the form it is kept in. Raises ValidationError; TypeError for a field that is none."""
    if unknown := set(fields) - FIELDS:
        raise TypeError(f"An enterprise has no {sorted(unknown)} to be said.")
    said = {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}
    before = {"lao": enterprise.lao_id, "story_key": enterprise.story_key}
    if "promptpay_id" in said:
        said["promptpay_id"] = _beside("promptpay_id", rules.promptpay_number, said["promptpay_id"])
    for name, value in said.items():
        setattr(enterprise, name, value)
    if enterprise.story_key not in ("", before["story_key"]) and not _is_story(enterprise.story_key):
        words = _("This story is not published. Choose another one.")
        raise NoSuchStory({"story_key": ValidationError(words, code="no_such_story")})
    if enterprise.lao is None or enterprise.lao_exception or enterprise.lao_id == before["lao"]:
        return
    if not queries.took_part(enterprise.lao):
        words = _("This LAO took no part in the programme. Choose another one, or leave it open and write to us.")
        raise TookNoPart({"lao": ValidationError(words, code="took_no_part")})


def _is_story(key: str) -> bool:
    return bool(resolve([("story", key)]))


def _beside(field: str, rule: Any, value: str) -> str:
    """The value as the rule keeps it; its refusal stands beside the field."""
    try:
        kept: str = rule(value)
    except ValidationError as error:
        raise type(error)({field: error}) from None
    return kept


def _refuse_verified(enterprise: Enterprise, actor: User, fields: Mapping[str, Any]) -> None:
    if enterprise.state not in {State.VERIFIED, State.SUSPENDED} or actor.has_perm(queries.MAY_VERIFY):
        return
    changed = [name for name in VERIFIED_FACTS if name in fields and fields[name] != getattr(enterprise, name)]
    if changed:
        words = _("This was verified and stays as it is. Write to us if it has changed.")
        raise FactsAreVerified({name: ValidationError(words, code="verified") for name in changed})


def _refuse_account(enterprise: Enterprise, actor: User, before: Mapping[str, Any]) -> None:
    if all(getattr(enterprise, name) == before[name] for name in ("promptpay_id", "promptpay_name")):
        return
    if not queries.may_choose_members(actor, enterprise):
        words = _("Only an owner of the enterprise decides where money goes.")
        raise NotTheOwner({"promptpay_id": ValidationError(words, code="not_the_owner")})


def _save(enterprise: Enterprise) -> None:
    """Raises ValidationError by field, also where the database alone knew better."""
    enterprise.full_clean()
    try:
        with transaction.atomic():
            enterprise.save()
    except IntegrityError:
        # Somebody took the slug or the registration number a moment ago; the check now sees it.
        enterprise.full_clean()
        raise


def free_slug(name: str) -> str:
    """A slug that no enterprise has, from its English name."""
    wish = slugify(name)[:_LONGEST_SLUG].strip("-") or "maker"
    wish = wish.replace("_", "-").strip("-") or "maker"
    wish = "-".join(part for part in wish.split("-") if part)
    taken = set(Enterprise.objects.filter(slug__startswith=wish).values_list("slug", flat=True))
    number, slug = 2, wish
    while slug in taken:
        slug, number = f"{wish}-{number}", number + 1
    return slug


def _replace_people(enterprise: Enterprise, people: Sequence[PersonDraft]) -> None:
    if len(people) > MOST_PEOPLE:
        raise TooMany(_("At most %(number)s people."), code="too_many", params={"number": MOST_PEOPLE})
    Person.objects.filter(enterprise=enterprise).delete()
    rows = [
        Person(enterprise=enterprise, name=one.name, role_th=one.role_th, role_en=one.role_en, sort_order=order)
        for order, one in enumerate(people)
    ]
    for row in rows:
        row.clean_fields(exclude=["enterprise"])
    Person.objects.bulk_create(rows)


def _replace_ways(enterprise: Enterprise, ways: Sequence[ContactDraft]) -> None:
    if len(ways) > queries.MOST_WAYS:
        raise TooMany(_("At most %(number)s ways."), code="too_many", params={"number": queries.MOST_WAYS})
    rows = [
        ContactWay(
            enterprise=enterprise,
            kind=way.kind,
            value=rules.way_to_reach(way.kind, way.value),
            is_published=way.is_published,
            sort_order=order,
        )
        for order, way in enumerate(ways)
    ]
    for row in rows:
        row.clean_fields(exclude=["enterprise"])
    if len({(row.kind, row.value) for row in rows}) < len(rows):
        raise ValidationError(_("The same way to reach the enterprise is named twice."), code="twice")
    ContactWay.objects.filter(enterprise=enterprise).delete()
    ContactWay.objects.bulk_create(rows)
