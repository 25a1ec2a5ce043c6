"""Tokens by which programs read drafts for a person: made, revoked, recognised."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from cms.accounts.models import ApiToken, User

MOST = 20  # good ones a person
SECRET_BYTES = 32
PREFIX = "sep_"
USE_NOTED_EVERY = timedelta(hours=1)
LIFETIMES = (30, 90, 365)  # days


class TooManyTokens(Exception):
    """This person has as many good tokens as anybody may."""


def may_have_tokens(user: User) -> bool:
    """Whether this person may edit pages, which is all that a token is good for."""
    return user.is_active and user.has_perm("wagtailadmin.access_admin")


@transaction.atomic
def make_token(*, user: User, name: str, days: int) -> tuple[ApiToken, str]:
    """A new token and its secret, which nobody can read again.

    Raises TooManyTokens, PermissionError for who may not edit pages, ValidationError for a blank name.
    """
    owner = User.objects.select_for_update().get(pk=user.pk)
    if not may_have_tokens(owner):
        raise PermissionError
    if good_tokens(owner).count() >= MOST:
        raise TooManyTokens
    secret = PREFIX + secrets.token_urlsafe(SECRET_BYTES)
    now = timezone.now()
    token = ApiToken(user=owner, name=name.strip(), digest=_digest(secret), created_at=now)
    token.expires_at = now + timedelta(days=days)
    token.full_clean()
    token.save()
    return token, secret


@transaction.atomic
def revoke_token(*, user: User, token_id: int) -> bool:
    """Make this person's token good for nothing; whether there was one to revoke."""
    return bool(good_tokens(user).filter(pk=token_id).update(revoked_at=timezone.now()))


def good_tokens(user: User) -> QuerySet[ApiToken]:
    """The person's tokens that open something now."""
    return ApiToken.objects.filter(user=user, revoked_at=None, expires_at__gt=timezone.now())


def tokens_of(user: User) -> QuerySet[ApiToken]:
    """All of the person's tokens, the latest first."""
    return ApiToken.objects.filter(user=user)


def token_of(secret: str) -> ApiToken | None:
    """The good token of this secret with its active person, who may still edit pages; None for any other text.

    That it was used is written at most once an hour.
    """
    if not secret.startswith(PREFIX):
        return None
    token = ApiToken.objects.select_related("user").filter(digest=_digest(secret)).first()
    if token is None or not token.is_good or not may_have_tokens(token.user):
        return None
    _note_use(token, timezone.now())
    return token


def _note_use(token: ApiToken, now: datetime) -> None:
    if token.used_at is None or token.used_at < now - USE_NOTED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(used_at=now)


def _digest(secret: str) -> str:
    return sha256(secret.encode(errors="replace")).hexdigest()
