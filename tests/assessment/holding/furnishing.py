"""Run inside the live site: people, organisations and assessments, told as one line of JSON."""

import json
import sys

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import Group
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from cms.accounts.models import Affiliation, User
from cms.accounts.role_sync import sync_roles
from cms.accounts.roles import BASE, Role
from cms.assessment import services
from cms.assessment.models import Round
from cms.indicators.models import Version
from cms.indicators.queries import instrument_of
from cms.indicators.shipped.installing import install
from tests.assessment import made
from tests.pages_made import provinces


def furnish(officers: int, code: str) -> None:
    """So many officers with an assessment each, a researcher of their province, and two moderators."""
    sync_roles()
    provinces("40")
    version = _version(code)
    in_round = Round.objects.get(pk=made.round_of(timezone.localdate().year, version).pk)
    desks: dict[str, list[tuple[str, int]]] = {"officers": [], "researchers": [], "moderators": []}
    for number in range(officers):
        user = _person(Role.LAO_OFFICER, number)
        of = made.organisation(f"ตำบลที่ {number}")
        Affiliation.objects.create(user=user, role=Role.LAO_OFFICER, organisation=of)
        begun = services.begin(organisation=of, round=in_round, user=user)
        desks["officers"].append((_session(user), begun.pk))
    researcher = _person(Role.RESEARCHER, 0)
    Affiliation.objects.create(user=researcher, role=Role.RESEARCHER, province_id="40")
    desks["researchers"].append((_session(researcher), desks["officers"][0][1]))
    for number in range(2):
        desks["moderators"].append((_session(_person(Role.MODERATOR, number)), desks["officers"][0][1]))
    chosen = [code for code, sub in instrument_of(version).subs.items() if sub.scale != "measured"]
    sys.stdout.write(json.dumps({**desks, "codes": chosen}))


def _version(code: str) -> Version:
    if not code:
        return made.small_set()
    install(code=code)
    return Version.objects.select_related("indicator_set").get(indicator_set__code=code)


def _person(role: Role, number: int) -> User:
    # Nobody signs in with a password here, and to hash one takes long on purpose.
    user = User.objects.create_user(f"{role}-{number}@example.org", None, name=f"{role} {number}")
    user.groups.set(Group.objects.filter(name__in={BASE.value, role.value}))
    return user


def _session(user: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)
