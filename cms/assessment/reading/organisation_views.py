"""The pages of one organisation, for everybody. Looking at anything here writes nothing."""

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from cms.assessment.models import Standing
from cms.assessment.reading import drawings, published, result_files
from cms.assessment.reading.around import Around, around_of
from cms.assessment.reading.friendships import Lessons, lessons_of, weak_of
from cms.assessment.reading.organisations import Front, front_of
from cms.assessment.reading.published import Published
from cms.assessment.reading.why import Why, why
from cms.assessment.reading.words import percent_words
from search.memory import present
from themes.heads import absolute, head
from themes.templatetags.localised import home_path
from themes.templatetags.thai_dates import thai_year

IN_BAND = 2  # friends an indicator that the organisation's own page shows
ON_PAPER = 5  # years


class Shown:
    """What a page of one organisation shows; each thing is read when the template first asks for it.

    `standing` is None where nothing is published; `year_asked` is a year that was asked for and is not there.
    """

    forms = tuple(result_files.FORMATS)

    def __init__(self, front: Front, standing: Standing | None, year_asked: str = "") -> None:
        self.front, self.standing, self.year_asked = front, standing, year_asked
        self.organisation, self.name = front.organisation, front.organisation.full_name

    @cached_property
    def published(self) -> Published | None:
        """The result."""
        return published.read(self.standing.result_id) if self.standing else None

    @cached_property
    def around(self) -> Around:
        """What search knows around it."""
        if self.published is None:
            return around_of(self.organisation)
        return around_of(self.organisation, self.published.instrument.set_code, weak_of(self.published))

    @cached_property
    def lessons(self) -> Lessons | None:
        """Its friends, a few of them."""
        return self._lessons(most=IN_BAND, with_strengths=False)

    @cached_property
    def all_lessons(self) -> Lessons | None:
        """Its friends, with their strengths."""
        return self._lessons()

    def _lessons(self, **how: Any) -> Lessons | None:
        if self.standing is None or self.published is None:
            return None
        return lessons_of(self.standing, self.published, self.around.pages, **how)

    @cached_property
    def past(self) -> list[Standing]:
        """Its standings by the same set, the oldest first."""
        return self.front.history(self.standing) if self.standing else []

    @property
    def last_years(self) -> list[Standing]:
        """As many of them as a sheet of paper has room for."""
        return self.past[-ON_PAPER:]

    @cached_property
    def why(self) -> Why | None:
        """Why this level."""
        return why(self.published.result, self.published.instrument) if self.published else None

    def says_both(self) -> bool:
        """Whether the radar has the self-assessment beside the verification."""
        return self.published is not None and drawings.says_both(self.published.dimensions)

    def radar(self) -> SafeString:
        """The dimensions."""
        return drawings.dimensions_radar(self.published.dimensions, name=self.name) if self.published else SafeString()

    def small_radar(self) -> SafeString:
        """The same beside other things."""
        found = self.published
        return drawings.dimensions_radar(found.dimensions, name=self.name, small=True) if found else SafeString()

    def wheel(self) -> SafeString:
        """The goals."""
        return drawings.goals_wheel(self.published, name=self.name) if self.published else SafeString()

    def years(self) -> SafeString:
        """The last years."""
        return drawings.years(self.past, self.published.instrument, name=self.name) if self.published else SafeString()

    @property
    def query(self) -> str:
        """The year and set as a query string; empty for the newest, which the bare address shows."""
        one = self.standing
        newest = self.front.standings[0] if self.front.standings else None
        return "" if one is None or one is newest else f"?set={one.round.indicator_set.code}&year={one.year}"


def _shown(request: HttpRequest, key: str) -> Shown:
    front = front_of(key)
    if front is None:
        raise Http404
    year = request.GET.get("year", "")
    standing = front.choose(year=year, set_code=request.GET.get("set", ""))
    missed = bool(year) and (standing is None or str(standing.year) != year)
    return Shown(front, standing, year[:10] if missed else "")


def _context(shown: Shown, what: str, title: str) -> dict[str, Any]:
    """What every page has: `shown`, its head, the way to it, and its name in memory."""
    organisation, standing = shown.organisation, shown.standing
    path = reverse(f"assessment:{what}", args=[organisation.key])
    crumbs = [(_("Home"), home_path()), (_("Kalyanamitr"), reverse("assessment:overview"))]
    if what != "organisation":
        crumbs.append((shown.name, reverse("assessment:organisation", args=[organisation.key])))
    return {
        "shown": shown,
        "organisation": organisation,
        "standing": standing,
        "seo": head(title=title, path=path, description=_description(shown), breadcrumbs=crumbs),
        "breadcrumbs": crumbs,
        "kept_as": None if shown.year_asked else ("kalyanamitr", what, organisation.key, shown.query, get_language()),
    }


def _description(shown: Shown) -> str:
    one = shown.standing
    if one is None:
        return _("No result of %(name)s is published yet.") % {"name": shown.name}
    level = one.result.level.name if one.result.level else _("no level yet")
    said = {"name": shown.name, "level": level, "percent": percent_words(one.percent), "year": thai_year(one.year)}
    return _("%(name)s in Kalyanamitr, %(year)s: %(level)s, %(percent)s.") % said


@require_safe
def organisation(request: HttpRequest, key: str) -> HttpResponse:
    """What was published of an organisation in a year; of the newest where none is named."""
    shown = _shown(request, key)
    context = _context(shown, "organisation", shown.name)
    return render(request, "assessment/organisation.html", context)


@require_safe
def organisation_print(request: HttpRequest, key: str) -> HttpResponse:
    """The same on one sheet of paper; nothing there where nothing is published."""
    shown = _shown(request, key)
    if shown.standing is None:
        raise Http404
    context = _context(shown, "organisation_print", _("%(name)s on one page") % {"name": shown.name})
    context["address"] = absolute(reverse("assessment:organisation", args=[key])) + shown.query
    return render(request, "assessment/organisation_print.html", context)


@require_safe
def friends(request: HttpRequest, key: str) -> HttpResponse:
    """From whom an organisation may learn what it is weak in."""
    shown = _shown(request, key)
    context = _context(shown, "friends", _("Good friends of %(name)s") % {"name": shown.name})
    return render(request, "assessment/friends.html", context)


def _etag(request: HttpRequest, **named: Any) -> str:
    return f'"{present()}-{get_language()}-{request.META.get("QUERY_STRING", "")}-{request.path_info}"'


@require_safe
@condition(etag_func=_etag)
def organisation_file(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """One published result as a file."""
    shown = _shown(request, key)
    if shown.standing is None or shown.published is None or form not in result_files.FORMATS:
        raise Http404
    kind, write = result_files.FORMATS[form]
    headers = {
        "Content-Disposition": f'attachment; filename="kalyanamitr-{key}-{shown.standing.year}.{form}"',
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex",
        "Cache-Control": "no-cache",
    }
    return HttpResponse(write(shown.standing, shown.published), content_type=kind, headers=headers)
