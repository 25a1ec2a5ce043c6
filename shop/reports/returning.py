"""Writing a return down, and correcting it."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.models import User
from shop import money
from shop.enterprises.models import Enterprise
from shop.reports import rules
from shop.reports.returns import MonthlyReturn, ReturnRevision


class NotAReturn(ValidationError):
    """Something of the return makes no sense; `error_dict` names the field."""


class ChangedMeanwhile(ValidationError):
    """Somebody else wrote the month since the form was opened."""


@transaction.atomic
def write_return(
    *, enterprise: Enterprise, actor: User, month: date, figures: Mapping[str, int | None], seen: int, key: str
) -> MonthlyReturn:
    """Write down the figures of a month that is over, or correct them; what was written before is kept.

    `figures` by the names of `rules.FIGURES`, None where nothing is returned; `seen` is the revision that the form
    showed, 0 for none. Of the same `key` one revision is made, however often it is sent. Raises NotAReturn,
    ChangedMeanwhile; then nothing has changed.
    """
    # Two that send one form at once wait for each other here.
    Enterprise.objects.select_for_update(no_key=True).get(pk=enterprise.pk)
    there = MonthlyReturn.objects.filter(enterprise=enterprise, month=month).first()
    if there is not None and there.revisions.filter(key=key).exists():
        return there
    said = {name: figures.get(name) for name in rules.FIGURES}
    _refuse(month, said)
    if seen != (there.revision if there else 0):
        words = _("Somebody of your enterprise wrote this month meanwhile. Look at it, then send yours again.")
        raise ChangedMeanwhile(words, code="changed_meanwhile")
    if there is None:
        there = MonthlyReturn.objects.create(enterprise=enterprise, month=month, **said)
    elif said == {name: getattr(there, name) for name in rules.FIGURES}:
        return there
    else:
        _correct(there, said)
    ReturnRevision.objects.create(
        subject=there, number=there.revision, actor=actor, key=key, at=there.changed_at, **said
    )
    return there


def _correct(there: MonthlyReturn, said: Mapping[str, int | None]) -> None:
    for name, figure in said.items():
        setattr(there, name, figure)
    there.revision += 1
    there.changed_at = timezone.now()
    there.save()


def _refuse(month: date, said: Mapping[str, int | None]) -> None:
    """Raises NotAReturn."""
    if month not in rules.open_months(timezone.localdate()):
        raise NotAReturn({"month": _("Choose a month that is over, of the last three years.")})
    if all(figure is None for figure in said.values()):
        raise NotAReturn({"local_purchases": _("Write at least one figure. Write 0 where there was none.")})
    most = {
        "local_purchases": money.MOST,
        "wages": money.MOST,
        "jobs": rules.MOST_JOBS,
        "raw_material_kg": rules.MOST_KG,
    }
    wrong = {
        name: _("This number is too large.") for name, figure in said.items() if not 0 <= (figure or 0) <= most[name]
    }
    if wrong:
        raise NotAReturn(wrong)
