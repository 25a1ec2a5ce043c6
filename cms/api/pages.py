"""The page that explains the API to people, drawn from its document."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.api.reading import sections, shapes
from cms.api.service import VERSION
from search.refusals import REFUSALS
from search.shapes import absolute
from themes.heads import head


@require_safe
def documentation(request: HttpRequest) -> HttpResponse:
    """Every operation with its parameters and answers, every shape, every problem."""
    context: dict[str, Any] = {
        "version": VERSION,
        "root": absolute("/api/v1/"),
        "sections": sections(),
        "shapes": shapes(),
        "refusals": REFUSALS,
        "seo": head(title=_("API"), path=request.path, description=_("All that is public here, for programs to read.")),
    }
    return render(request, "api/documentation.html", context)
