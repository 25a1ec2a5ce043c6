"""Who is told what of an assessment: on the site with the move itself, by mail soon after. Stored in both languages."""

from collections.abc import Iterable, Sequence

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import override

from cms.accounts.models import Affiliation, User
from cms.accounts.queries import people_who_may
from cms.accounts.roles import Role
from cms.accounts.services import notify
from cms.assessment.access import MAY_PUBLISH, affiliated
from cms.assessment.models import Assessment
from themes.templatetags.thai_dates import BUDDHIST_ERA

SPEAKING = (Role.LAO_OFFICER, Role.COMMUNITY_REPRESENTATIVE)
_MOST_OF_A_REASON = 250
# Of one kind of reader; whoever comes after them finds it in their list.
_MOST_READERS = 50


def tell_submitted(assessment: Assessment, actor: User) -> None:
    """Researchers who may verify it have something to do."""
    _tell(
        _people(assessment, [Role.RESEARCHER], reached_by_province=True),
        assessment,
        actor,
        kind="assessment_submitted",
        text_th="{name_th} ส่งแบบประเมินปี {year_th} แล้ว รอการตรวจสอบ",
        text_en="{name_en} handed in its assessment of {year_en}; it waits for verification",
    )


def tell_verified(assessment: Assessment, actor: User) -> None:
    """Those who publish have something to do; the organisation's people are told."""
    _tell(
        people_who_may(MAY_PUBLISH, at_most=_MOST_READERS),
        assessment,
        actor,
        kind="assessment_verified",
        text_th="การประเมินปี {year_th} ของ{name_th} ตรวจสอบแล้ว รอเผยแพร่",
        text_en="The assessment {year_en} of {name_en} is verified and waits to be published",
        url=reverse("assessment_admin", args=[assessment.pk]),
    )
    _tell(
        _own_people(assessment),
        assessment,
        actor,
        kind="assessment_verified",
        text_th="การประเมินปี {year_th} ของ{name_th} ตรวจสอบแล้ว",
        text_en="The assessment {year_en} of {name_en} is verified",
    )


def tell_reopened(assessment: Assessment, actor: User, reason: str) -> None:
    """The organisation's people have something to do and read why; those who publish read it on the site."""
    own = _own_people(assessment)
    _tell_reopened(own, assessment, actor, reason)
    others = [user for user in people_who_may(MAY_PUBLISH, at_most=_MOST_READERS) if user not in own]
    url = reverse("assessment_admin", args=[assessment.pk])
    _tell_reopened(others, assessment, actor, reason, url=url, mail=False)


def _tell_reopened(
    readers: Iterable[User], assessment: Assessment, actor: User, reason: str, *, url: str = "", mail: bool = True
) -> None:
    _tell(
        readers,
        assessment,
        actor,
        kind="assessment_reopened",
        text_th="การประเมินปี {year_th} ของ{name_th} ถูกส่งกลับให้แก้ไข: {reason}",
        text_en="The assessment {year_en} of {name_en} was sent back: {reason}",
        reason=_short(reason),
        url=url,
        mail=mail,
    )


def tell_published(assessment: Assessment, actor: User) -> None:
    """The organisation's people can show their result to everybody."""
    with override("th"):
        url = reverse("assessment:organisation", args=[assessment.organisation.key])
    _tell(
        _own_people(assessment),
        assessment,
        actor,
        kind="assessment_published",
        text_th="ผลการประเมินปี {year_th} ของ{name_th} เผยแพร่แล้ว",
        text_en="The result {year_en} of {name_en} is published",
        url=url,
    )


def tell_imported(assessments: Sequence[Assessment], actor: User) -> None:
    """As `tell_published`, of many at once: one query, and those of each organisation that somebody speaks for."""
    speaking = Affiliation.objects.filter(role__in=SPEAKING, ended_at=None)
    mine = speaking.filter(organisation__in=[one.organisation_id for one in assessments])
    spoken_for = set(mine.values_list("organisation_id", flat=True))
    for one in assessments:
        if one.organisation_id in spoken_for:
            tell_published(one, actor)


def _own_people(assessment: Assessment) -> list[User]:
    """Who speaks for the organisation, and who began the assessment while it is their own."""
    people = _people(assessment, SPEAKING)
    begun_by = assessment.begun_by
    if begun_by is not None and begun_by not in people and affiliated(begun_by, assessment.organisation):
        people.append(begun_by)
    return people


def _people(assessment: Assessment, roles: Iterable[Role], *, reached_by_province: bool = False) -> list[User]:
    """The active people of these roles to whom the organisation belongs."""
    of = assessment.organisation
    reaches = Q(organisation=of)
    if reached_by_province:
        reaches |= Q(province=of.province_id)
    found = Affiliation.objects.filter(reaches, role__in=roles, ended_at=None, user__groups__name=F("role"))
    return list(User.objects.filter(is_active=True, pk__in=found.values("user")).order_by("pk")[:_MOST_READERS])


def _tell(
    readers: Iterable[User],
    assessment: Assessment,
    actor: User,
    *,
    kind: str,
    text_th: str,
    text_en: str,
    url: str = "",
    reason: str = "",
    mail: bool = True,
) -> None:
    year = assessment.round.year
    words = {
        "name_th": assessment.organisation.called(language="th"),
        "name_en": assessment.organisation.called(language="en"),
        "year_th": year + BUDDHIST_ERA,
        "year_en": year,
        "reason": reason,
    }
    with override("th"):
        url = url or reverse("assessment:assess_one", args=[assessment.pk])
    for reader in readers:
        if reader != actor:
            texts = {"text_th": text_th.format(**words), "text_en": text_en.format(**words)}
            notify(recipient=reader, kind=kind, url=url, mail=mail, **texts)


def _short(reason: str) -> str:
    plain = " ".join(reason.split())
    return plain if len(plain) <= _MOST_OF_A_REASON else f"{plain[:_MOST_OF_A_REASON]}…"
