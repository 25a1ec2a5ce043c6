"""Reading reports, and who may write them."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from cms.accounts.affiliations import in_force
from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.places.models import Lao
from media.models import Photo
from media.queries import photos_by_id, with_renditions
from shop.catalogue.showing import visible
from shop.reports.counting import enterprises_of
from shop.reports.models import PROGRAMME, AnnualReport, ReportPicture, State

MAY_WRITE = "shop_reports.change_annualreport"
MAY_PUBLISH = "shop_reports.publish_annualreport"
MOST_LAOS = 300
MOST_CHOICES = 24


def of_whom(whose: str) -> Q:
    """What chooses the reports of an LAO by its key, or of the programme."""
    return Q(lao__isnull=True) if whose == PROGRAMME else Q(lao__key=whose)


def published() -> QuerySet[AnnualReport]:
    """What everybody reads, the latest year first, the programme's before those of LAOs."""
    rows = AnnualReport.objects.filter(state=State.PUBLISHED).select_related("lao__province", "frozen")
    return rows.order_by("-year", "lao__province", "lao__name_th", "pk")


def editions(year: int, whose: str) -> list[AnnualReport]:
    """Everything that was once published of this year and subject, the newest edition first."""
    rows = AnnualReport.objects.filter(of_whom(whose), year=year, published_at__isnull=False)
    return list(rows.select_related("lao__province", "frozen").order_by("-edition")[:50])


def pictures_of(report: AnnualReport) -> list[ReportPicture]:
    """Its pictures that are public now: of what was withdrawn or suspended none is shown. Two queries."""
    rows = with_renditions(ReportPicture.objects.filter(report=report), "photo")
    return list(rows.filter(photo__is_public=True))


def laos_of(user: User) -> set[str]:
    """The keys of the LAOs for which this person may draft: those that they speak for as officers."""
    rows = in_force(user).filter(role=Role.LAO_OFFICER, organisation__lao__isnull=False)
    return set(rows.values_list("organisation__lao__key", flat=True))


def writes_at_all(user: User) -> bool:
    """Whether this person may write reports."""
    return user.has_perm(MAY_WRITE) or bool(laos_of(user))


def in_reach(user: User) -> QuerySet[AnnualReport]:
    """The reports that this person writes: all of them for staff, those of their own LAOs for officers."""
    rows = AnnualReport.objects.select_related("lao__province", "made_by").order_by("-year", "lao__name_th", "-edition")
    return rows if user.has_perm(MAY_WRITE) else rows.filter(lao__key__in=laos_of(user))


def subjects(user: User) -> list[Lao]:
    """The LAOs of which this person may begin a report, by name: for staff those that have a verified enterprise."""
    if user.has_perm(MAY_WRITE):
        ours = enterprises_of(None, is_demo=False).filter(lao__isnull=False).order_by().values("lao")
        found = Lao.objects.filter(pk__in=ours)
    else:
        found = Lao.objects.filter(key__in=laos_of(user))
    return list(found.select_related("province").order_by("name_th", "pk")[:MOST_LAOS])


def choices_of_pictures(report: AnnualReport, *, chosen: Collection[int] = ()) -> list[Photo]:
    """Public pictures of makers and products that the report counts, those chosen first, at most MOST_CHOICES."""
    ours = enterprises_of(report.lao, is_demo=report.is_demo)
    covers = list(ours.exclude(cover=None).order_by("pk").values_list("cover", flat=True)[:MOST_CHOICES])
    goods = visible().filter(enterprise__in=ours, photos__isnull=False).order_by("pk")
    of_goods = list(goods.values_list("photos__photo", flat=True)[:MOST_CHOICES])
    keys = list(dict.fromkeys([*chosen, *covers, *of_goods]))[:MOST_CHOICES]
    found = photos_by_id(keys)
    return [found[key] for key in keys if key in found]
