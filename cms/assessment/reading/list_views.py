"""The pages about all organisations. Looking at anything here writes nothing."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.assessment.reading import lists, overviews, rankings, risers
from cms.assessment.reading.rounds import RoundRead, choose, rounds
from cms.assessment.reading.table_files import FORMS, MOST_IN_A_WORKBOOK
from cms.assessment.reading.words import page_words
from themes.heads import Head, absolute, head
from themes.templatetags.localised import home_path

Crumbs = list[tuple[str, str]]


def crumbs(*names: str) -> Crumbs:
    """The way from the home page down to Kalyanamitr, and on through pages by the names of their addresses."""
    above = [(_("Home"), home_path())]
    return above + [(page_words(name)[0], reverse(f"assessment:{name}")) for name in names]


def _whole(name: str) -> dict[str, Any]:
    """Title, lead and head of one of the pages about all organisations."""
    title, lead = page_words(name)
    above = crumbs() if name == "overview" else crumbs("overview")
    seo = head(title=title, path=reverse(f"assessment:{name}"), description=lead, breadcrumbs=above)
    return {"title": title, "lead": lead, "breadcrumbs": above, "seo": seo, "here": name}


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What Kalyanamitr is, and the country in the newest round of each kind of organisation."""
    return render(request, "assessment/lists/overview.html", {**_whole("overview"), **overviews.overview()})


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """The table of a round."""
    found = lists.results(request.GET)
    context = {**_whole("results"), **found, "forms": FORMS, "most_in_a_workbook": MOST_IN_A_WORKBOOK}
    if found["round"] is not None:
        context["seo"] = _dataset(context)
    return render(request, "assessment/lists/results.html", context)


def _dataset(context: dict[str, Any]) -> Head:
    """The head of the table, which search engines of data know as a data set."""
    files = [
        {
            "@type": "DataDownload",
            "encodingFormat": kind,
            "contentUrl": absolute(reverse("assessment:file", args=[form])),
        }
        for form, (kind, _label) in FORMS.items()
    ]
    thing = {
        "@type": "Dataset",
        "name": context["title"],
        "description": context["lead"],
        "isAccessibleForFree": True,
        "distribution": files,
    }
    return head(
        title=context["title"],
        path=reverse("assessment:results"),
        description=context["lead"],
        breadcrumbs=context["breadcrumbs"],
        things=[thing],
    )


@require_safe
def province_map(request: HttpRequest) -> HttpResponse:
    """The provinces of a round as tiles, and the table behind them."""
    one = overviews.chosen_round(request.GET)
    found = overviews.map_of(one) if one else {}
    return render(request, "assessment/lists/map.html", {**_whole("map"), "round": one, **found})


@require_safe
def province(request: HttpRequest, code: str) -> HttpResponse:
    """One province in a round."""
    place = overviews.province_of(code)
    if place is None:
        raise Http404
    one = overviews.chosen_round(request.GET)
    found = overviews.of_province(place, one, request.GET.get("page", "")) if one else {}
    title = _("Kalyanamitr in %(province)s") % {"province": place.full_name}
    lead = _("Levels, means by dimension and every assessed organisation of the province.")
    above = crumbs("overview", "map")
    path = reverse("assessment:province", args=[code])
    context = {
        "title": title,
        "lead": lead,
        "breadcrumbs": above,
        "seo": head(title=title, path=path, description=lead, breadcrumbs=above),
        "round": one,
        "province": place,
        **found,
    }
    return render(request, "assessment/lists/province.html", context)


@require_safe
def ranking(request: HttpRequest) -> HttpResponse:
    """The indicators of a round, to choose the one to rank by."""
    one = overviews.chosen_round(request.GET)
    found = {"parts": rankings.parts(one), "choices": lists.round_choices(one, rounds())} if one else {}
    return render(request, "assessment/lists/ranking.html", {**_whole("ranking"), "round": one, **found})


@require_safe
def ranking_by(request: HttpRequest, set_code: str, code: str) -> HttpResponse:
    """The organisations of a round by one indicator."""
    one = _round_of(set_code, request.GET.get("year", ""))
    indicator = one.indicator(code)
    if indicator is None:
        raise Http404
    title = _("Ranking: %(indicator)s") % {"indicator": f"{indicator.code} {indicator.name}"}
    above = crumbs("overview", "ranking")
    path = reverse("assessment:ranking_by", args=[set_code, indicator.code])
    context = {
        "title": title,
        "breadcrumbs": above,
        "seo": head(title=title, path=path, breadcrumbs=above),
        "round": one,
        "indicator": indicator,
        **rankings.ranking(one, indicator, request.GET.get("page", "")),
    }
    return render(request, "assessment/lists/ranking_by.html", context)


def _round_of(set_code: str, year: str) -> RoundRead:
    known = tuple(one for one in rounds() if one.set_code == set_code)
    one = choose(known, set_code=set_code, year=year)
    if one is None:
        raise Http404
    return one


@require_safe
def who_rose(request: HttpRequest) -> HttpResponse:
    """Who moved up in a round, and how."""
    one = overviews.chosen_round(request.GET)
    found = risers.risers(one, request.GET.get("page", "")) if one else {}
    return render(request, "assessment/lists/risers.html", {**_whole("risers"), "round": one, **found})
