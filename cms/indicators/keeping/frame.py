"""What the admin writes around the pages of indicator sets, and how their things are looked up."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.indicators.errors import NoDraft
from cms.indicators.models import IndicatorSet, State, Version
from cms.indicators.problem import DIMENSIONS, FLOORS, INDICATORS, LEVELS, LINKS, SET, STEPS, SUBS, Problem

# The part on whose page a problem of this kind is mended.
MENDED_AT = {STEPS: SUBS, LINKS: SUBS, FLOORS: LEVELS}
KINDS = (DIMENSIONS, INDICATORS, SUBS, LEVELS)


def version_of(pk: int) -> Version:
    """The version with its set. Raises Http404."""
    found: Version = get_object_or_404(Version.objects.select_related("indicator_set__kind"), pk=pk)
    return found


def set_of(pk: int) -> IndicatorSet:
    """The set with its kind. Raises Http404."""
    found: IndicatorSet = get_object_or_404(IndicatorSet.objects.select_related("kind"), pk=pk)
    return found


def anchor(kind: str, code: str) -> str:
    """Where the part stands on the page of its version."""
    return f"{kind}-{code}"


def place(version: Version, kind: str = "", code: str = "") -> str:
    """The address of the version's page, at one part of it."""
    return reverse("kalyanamitr_version", args=[version.pk]) + (f"#{anchor(kind, code)}" if kind else "")


def mended_at(version: Version, problem: Problem) -> str:
    """The address where a problem of a draft is put right."""
    kind, *names = problem.path
    if kind == SET:
        if problem.field == "levels":
            return reverse("kalyanamitr_part_add", args=[version.pk, LEVELS])
        return place(version) if not problem.field else reverse("kalyanamitr_version_edit", args=[version.pk])
    kind = MENDED_AT.get(kind, kind)
    if problem.code == "nothing_below":
        return place(version, kind, names[0])
    return reverse("kalyanamitr_part", args=[version.pk, kind, names[0]])


def stays(request: HttpRequest, version: Version) -> HttpResponse:
    """Whoever comes too late to write a draft is told so, and sent to its tree."""
    messages.error(request, NoDraft().message)
    return redirect(place(version))


def frame(title: str, *, indicator_set: IndicatorSet | None = None, version: Version | None = None) -> dict[str, Any]:
    """Title, icon and the way back."""
    items = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("kalyanamitr_sets"), "label": _("Indicator sets")},
    ]
    owner = version.indicator_set if version else indicator_set
    if owner and owner.pk and title != owner.name:
        items.append({"url": reverse("kalyanamitr_set", args=[owner.pk]), "label": owner.name})
    if version and title != named(version):
        items.append({"url": place(version), "label": named(version)})
    return {
        "header_title": title,
        "header_icon": "clipboard-list",
        "breadcrumbs_items": [*items, {"url": "", "label": title}],
        "indicator_set": owner,
        "version": version,
        "is_draft": version is not None and version.state == State.DRAFT,
    }


def named(version: Version) -> str:
    """“Version 2”."""
    return _("Version %(number)s") % {"number": version.number}
