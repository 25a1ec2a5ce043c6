"""One person for each role, so that everything can be tried."""

import secrets
from pathlib import Path

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction

from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.accounts.services import give_role

DOMAIN = "demo.example"


def password_file() -> Path:
    """Where the demo's password is kept between starts."""
    return settings.VAR / "demo-password"


def password() -> str:
    """The password of every demo person: random, made at the first start, different on every machine."""
    file = password_file()
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(9))
    return file.read_text().strip()


def address(role: Role) -> str:
    """The e-mail address of the demo person of this role."""
    return f"{role.value.replace('_', '-')}@{DOMAIN}"


@transaction.atomic
def load() -> None:
    """Make the people who are not there yet."""
    for role in Role:
        if User.objects.filter(email=address(role)).exists():
            continue
        user = User.objects.create_user(address(role), password(), name=f"{role.label} (สาธิต)")
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        give_role(user=user, role=role)
