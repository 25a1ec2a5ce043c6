"""Asking buyers how satisfied they are: the draw, the question, the answer."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.lifecycle.services import lock
from search.services import raise_generation
from shop.orders.models import Order, OrderEvent
from shop.orders.models import State as OrderState
from shop.reviews import letters, queries, rules
from shop.reviews.surveys import QUESTIONS, STEPS, Outcome, Survey

BATCH = 200
_SIGNER = signing.Signer(sep=".", salt="shop.reviews.survey")


class LinkForged(LookupError):
    """The address is not one that we gave."""


class Closed(ValidationError):
    """The time in which it can be answered, or changed, has passed."""


def address(survey: Survey, language: str) -> str:
    """Where its buyer answers it without signing in, from the first slash."""
    with override(language):
        return reverse("shop_survey", args=[_SIGNER.sign(str(survey.pk))])


def survey_of(token: str) -> Survey:
    """The survey that an address names. Raises LinkForged."""
    try:
        pk = int(_SIGNER.unsign(token))
    except (signing.BadSignature, ValueError):
        raise LinkForged(token) from None
    found = Survey.objects.select_related("order__enterprise").filter(pk=pk, outcome=Outcome.ASKED).first()
    if found is None:
        raise LinkForged(token)
    return found


def draw(*, now: datetime) -> int:
    """Draw for every order that was received `rules.ASK_AFTER` ago, each once and in a transaction of its own.

    Returns how many buyers were asked.
    """
    return sum(_drawn(order, now) == Outcome.ASKED for order in _undrawn(now)[:BATCH])


def is_open(survey: Survey, now: datetime) -> bool:
    """Whether it can be answered now, or its answer still be changed."""
    if survey.answered_at is not None:
        return now - survey.answered_at <= rules.CHANGE_FOR
    return now - survey.drawn_at <= rules.ANSWER_WITHIN


@transaction.atomic
def ask(*, order: Order, now: datetime) -> Survey:
    """Ask the buyer of this order, unless nobody can be asked or they were asked lately. Drawn before, it stays as it was."""
    lock(order)
    known = Survey.objects.filter(order=order).first()
    if known is not None:
        return known
    outcome = _whom(order, now)
    survey = Survey.objects.create(order=order, outcome=outcome, drawn_at=now)
    if outcome == Outcome.ASKED:
        letters.ask(order, {language: address(survey, language) for language in ("th", "en")})
    return survey


@transaction.atomic
def answer(*, survey: Survey, steps: Mapping[str, int], words: str, now: datetime) -> Survey:
    """Keep what the buyer says: a step from 1 to 5 to each question, and words for the seller only.

    Raises Closed, ValidationError for a question without a step.
    """
    lock(survey)
    if not is_open(survey, now):
        raise Closed(_("This can be answered no longer. Thank you all the same."), code="closed")
    for name in QUESTIONS:
        if steps.get(name) not in STEPS:
            raise ValidationError({name: ValidationError(_("Please choose one."), code="missing")})
        setattr(survey, name, steps[name])
    survey.words = words.strip()
    if survey.answered_at is None:
        survey.answered_at = now
    survey.changed_at = now
    survey.full_clean(exclude=["order"])
    survey.save()
    # The sums stand on pages that are kept.
    raise_generation()
    return survey


def _undrawn(now: datetime) -> list[Order]:
    """Orders received long enough ago and not too long, of which nothing was drawn yet."""
    when = Q(to_state=OrderState.RECEIVED, at__lte=now - rules.ASK_AFTER, at__gt=now - rules.ASK_UNTIL)
    received = OrderEvent.objects.filter(when).values("subject")
    rows = Order.objects.filter(pk__in=received, state=OrderState.RECEIVED, survey=None)
    return list(rows.order_by("pk")[:BATCH])


@transaction.atomic
def _drawn(order: Order, now: datetime) -> str:
    is_drawn = rules.is_drawn(order.number, secret=settings.SECRET_KEY, one_in=settings.SATISFACTION_ONE_IN)
    if is_drawn:
        return ask(order=order, now=now).outcome
    lock(order)
    survey, _is_new = Survey.objects.get_or_create(
        order=order, defaults={"outcome": Outcome.NOT_DRAWN, "drawn_at": now}
    )
    return survey.outcome


def _whom(order: Order, now: datetime) -> Outcome:
    """Whether its buyer may be asked: known by account or by address, no seller of it, not asked within the last 90 days."""
    purchase = order.purchase
    if purchase.erased_at is not None or (purchase.user is not None and not purchase.user.is_active):
        return Outcome.NOBODY
    if queries.is_their_own(order):
        return Outcome.NOBODY
    same = Q(order__purchase__email__iexact=purchase.email)
    if purchase.user is not None:
        same |= Q(order__purchase__user=purchase.user)
    lately = Survey.objects.filter(same, outcome=Outcome.ASKED, drawn_at__gt=now - rules.REST)
    return Outcome.ASKED_LATELY if lately.exists() else Outcome.ASKED
