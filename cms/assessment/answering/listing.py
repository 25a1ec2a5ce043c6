"""What somebody may assess: their organisations a page at a time, with the rounds of each and how far they are."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from cms.accounts.affiliations import in_force
from cms.accounts.models import User
from cms.assessment.access import assessable
from cms.assessment.answering.overviews import Progress
from cms.assessment.models import Answer, Assessment, Phase, Round, State
from cms.indicators.models import State as VersionState
from cms.indicators.models import SubIndicator
from cms.places.models import Lao, Organisation
from cms.places.rules import name_key, type_and_name

PER_PAGE = 20
AT_ONCE = 20  # rounds that are open, LAOs that a search finds
YEARS = 3  # assessments of one organisation that are shown
TO_VERIFY = "verify"


@dataclass(frozen=True)
class Line:
    """An assessment in the list, or a round in which there is none yet."""

    round: Round
    assessment: Assessment | None = None
    progress: Progress | None = None


@dataclass(frozen=True)
class Mine:
    """One of somebody's organisations with its lines, those to do first."""

    organisation: Organisation
    lines: list[Line]


@dataclass(frozen=True)
class Listed:
    """A page of them. `laos` are those of the registry that nobody has assessed and that what was typed names."""

    page: "Page[Organisation]"
    mine: list[Mine]
    laos: list[Lao]
    rounds: list[Round]
    has_role: bool
    to_verify: int


def listed(user: User, *, words: str = "", show: str = "", number: str = "") -> Listed:
    """What somebody may assess; eleven queries however many organisations there are."""
    has_role = in_force(user).exists()
    organisations = assessable(user).select_related("province").order_by("province", "key_th", "pk")
    waiting = organisations.filter(assessments__state=State.SUBMITTED).distinct()
    found = waiting if show == TO_VERIFY else organisations
    if words:
        found = found.filter(_named(words))
    page = Paginator(found, PER_PAGE).get_page(number)
    rounds = open_rounds()
    mine = _mine(list(page.object_list), rounds)
    laos = _laos(user, words) if words and show != TO_VERIFY else []
    return Listed(page, mine, laos, rounds, has_role, waiting.count() if has_role else 0)


def open_rounds() -> list[Round]:
    """The rounds in which something can begin today."""
    today = timezone.localdate()
    rounds = Round.objects.filter(opens_on__lte=today, closes_on__gte=today, version__state=VersionState.PUBLISHED)
    return list(rounds.select_related("indicator_set", "version")[:AT_ONCE])


def _named(words: str) -> Q:
    """Organisations whose name has these words, in Thai or English, the type of an LAO left out."""
    kind, name = type_and_name(words)
    named = Q(key_th__contains=name_key(name)) | Q(name_en__icontains=name.strip())
    return named & Q(lao_type=kind) if kind else named


def _laos(user: User, words: str) -> list[Lao]:
    """LAOs of somebody's provinces that are no organisation yet, by name."""
    around = in_force(user).filter(province__isnull=False).values("province")
    kind, name = type_and_name(words)
    key = name_key(name)
    if not key:
        return []
    found = Lao.objects.filter(province__in=around, organisation=None, key_th__contains=key)
    if kind:
        found = found.filter(type=kind)
    return list(found.select_related("province", "district")[:AT_ONCE])


def _mine(organisations: Sequence[Organisation], rounds: Sequence[Round]) -> list[Mine]:
    begun: dict[int, list[Assessment]] = {}
    rows = Assessment.objects.filter(organisation__in=organisations)
    for row in rows.select_related("round__indicator_set", "version").order_by("-round__year", "pk"):
        begun.setdefault(row.organisation_id, []).append(row)
    shown = [row for some in begun.values() for row in some[:YEARS]]
    progress = _progress([row for row in shown if row.state != State.PUBLISHED])
    return [Mine(one, _lines(one, rounds, begun.get(one.pk, []), progress)) for one in organisations]


def _lines(
    of: Organisation, rounds: Sequence[Round], begun: Sequence[Assessment], progress: dict[int, Progress]
) -> list[Line]:
    there = {row.round_id for row in begun}
    new = [Line(one) for one in rounds if one.indicator_set.kind_id == of.kind_id and one.pk not in there]
    return [*new, *(Line(row.round, row, progress.get(row.pk)) for row in begun[:YEARS])]


def _progress(rows: Sequence[Assessment]) -> dict[int, Progress]:
    """How far each is in the phase that it is in; two queries."""
    versions = {row.version_id for row in rows}
    totals = _counted(SubIndicator.objects.filter(version__in=versions), "version")
    phases = Q(phase=Phase.VERIFIED, assessment__state__in=[State.SUBMITTED, State.VERIFIED]) | (
        Q(phase=Phase.SELF) & ~Q(assessment__state__in=[State.SUBMITTED, State.VERIFIED])
    )
    done = _counted(Answer.objects.filter(phases, assessment__in=[row.pk for row in rows]), "assessment")
    return {row.pk: Progress(done.get(row.pk, 0), totals.get(row.version_id, 0)) for row in rows}


def _counted(rows: "QuerySet[Answer] | QuerySet[SubIndicator]", by: str) -> dict[int, int]:
    counted = rows.order_by().values(by).annotate(how_many=Count("pk")).values_list(by, "how_many")
    return dict(counted)


def organisation_to_begin(user: User, *, key: str) -> Organisation | None:
    """One of somebody's organisations, by its key."""
    return assessable(user).filter(key=key).first()


def lao_to_begin(user: User, *, key: str) -> Lao | None:
    """An LAO of the provinces in which somebody assesses, by its key."""
    around = in_force(user).filter(province__isnull=False).values("province")
    return Lao.objects.filter(province__in=around, key=key).first()


def round_to_begin(pk: str) -> Round | None:
    """The round of this number, where it is open."""
    return next((one for one in open_rounds() if str(one.pk) == pk), None)
