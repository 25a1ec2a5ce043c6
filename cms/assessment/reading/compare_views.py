"""Organisations side by side, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.assessment.reading.comparing import LONGEST, address, compare, look_up
from themes.heads import head
from themes.templatetags.localised import home_path


@require_safe
def comparison(request: HttpRequest) -> HttpResponse:
    """Up to four organisations in one round; `find` looks for one to add. What makes no sense is told, and left out."""
    find = request.GET.get("find", "").strip()[:LONGEST]
    made = compare(request.GET.getlist("o"), set_code=request.GET.get("set", ""), year=request.GET.get("year", ""))
    keys = [column.organisation.key for column in made.columns]
    found = look_up(find, made.round, keys) if find and made.round and not made.is_full else []
    crumbs = [(_("Home"), home_path()), (_("Kalyanamitr"), reverse("assessment:overview"))]
    title = _("Compare organisations")
    lead = _("Up to four organisations of the same round, side by side.")
    context = {
        "made": made,
        "keys": keys,
        "find": find,
        "found": [(one, address([*keys, one.organisation.key], made.round)) for one in found],
        "lead": lead,
        "seo": head(title=title, path=reverse("assessment:compare"), description=lead, breadcrumbs=crumbs),
        "breadcrumbs": crumbs,
    }
    return render(request, "assessment/compare.html", context)
