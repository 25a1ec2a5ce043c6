"""The parts of a draft in the admin: add, edit, remove, move. Who saves over what somebody else saved meanwhile is told."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.indicators import queries, reshaping, services
from cms.indicators.errors import ChangedMeanwhile, TreeRefused
from cms.indicators.instrument import Instrument
from cms.indicators.keeping.fields import with_more
from cms.indicators.keeping.frame import KINDS, frame, place, stays, version_of
from cms.indicators.keeping.menu import MAY_KEEP
from cms.indicators.keeping.sheets import Sheet, suggestion
from cms.indicators.models import State, Version
from cms.indicators.problem import DIMENSIONS, INDICATORS, LEVELS, SUBS
from cms.indicators.reshaping import NoSuchPart, Part
from themes.templatetags.localised import localised

View = Callable[..., HttpResponse]
ABOVE = {INDICATORS: DIMENSIONS, SUBS: INDICATORS}


def of_a_draft(view: View) -> View:
    """Hands the view a version that is a draft, to who may keep sets; whoever comes too late is sent to its tree."""

    @wraps(view)
    @permission_required(MAY_KEEP, raise_exception=True)
    def handed(request: HttpRequest, pk: int, kind: str, **kwargs: Any) -> HttpResponse:
        found = version_of(pk)
        if kind not in KINDS:
            raise Http404
        if found.state != State.DRAFT:
            return stays(request, found)
        return view(request, found, kind, **kwargs)

    return handed


def titles(kind: str) -> tuple[str, str]:
    """What to call the pages on which a part of this kind is added and edited."""
    return {
        DIMENSIONS: (_("Add a dimension"), _("Edit the dimension")),
        INDICATORS: (_("Add an indicator"), _("Edit the indicator")),
        SUBS: (_("Add a sub-indicator"), _("Edit the sub-indicator")),
        LEVELS: (_("Add a level"), _("Edit the level")),
    }[kind]


@of_a_draft
def edit(request: HttpRequest, version: Version, kind: str, code: str) -> HttpResponse:
    """One part with the rows beside it."""
    instrument = queries.instrument_of(version)
    shown = reshaping.part(instrument, kind, code)
    if shown is None and request.method != "POST":
        raise Http404
    seen = request.POST.get("seen", "") if request.method == "POST" else queries.fingerprint(shown)
    sheet = _posted(request, kind, instrument, shown)
    if _may_save(request, sheet):

        def change(now: Instrument) -> Instrument:
            return reshaping.put(now, kind, code, sheet.part())

        try:
            _write(version, change, lambda now: reshaping.part(now, kind, code), seen, sheet)
        except ChangedMeanwhile as error:
            sheet.form.add_error(None, error)
            # Read again: what was shown at the beginning of this request may be older than what was found.
            sheet.shown = reshaping.part(queries.instrument_of(version), kind, code)
            return _sheet(request, version, sheet, titles(kind)[1], queries.fingerprint(sheet.shown), conflict=True)
        if not sheet.is_refused:
            messages.success(request, _("Your changes are saved."))
            return redirect(place(version, kind, sheet.form.cleaned_data["code"]))
    return _sheet(request, version, sheet, titles(kind)[1], seen)


@of_a_draft
def add(request: HttpRequest, version: Version, kind: str) -> HttpResponse:
    """A new part, at the end of what stands below `below`."""
    instrument = queries.instrument_of(version)
    below = request.GET.get("below", "")
    if kind in ABOVE and reshaping.whole(instrument, ABOVE[kind], below) is None:
        raise Http404
    sheet = _posted(request, kind, instrument, None, suggestion(instrument, kind, below))
    if _may_save(request, sheet):
        nothing = queries.fingerprint(None)
        _write(version, lambda now: reshaping.add(now, kind, below, sheet.part()), lambda now: None, nothing, sheet)
        if not sheet.is_refused:
            messages.success(request, _("Added."))
            return redirect(place(version, kind, sheet.form.cleaned_data["code"]))
    return _sheet(request, version, sheet, titles(kind)[0], "")


@of_a_draft
def remove(request: HttpRequest, version: Version, kind: str, code: str) -> HttpResponse:
    """Ask, then remove the part with all that stands below it."""
    instrument = queries.instrument_of(version)
    spec = reshaping.whole(instrument, kind, code)
    if spec is None:
        raise Http404
    seen = queries.fingerprint(spec)
    if request.method == "POST":
        try:
            services.change_draft(
                version=version,
                change=lambda now: reshaping.remove(now, kind, code),
                part=lambda now: reshaping.whole(now, kind, code),
                seen=request.POST.get("seen", ""),
            )
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("Removed."))
            return redirect(place(version))
    context = {
        **frame(_("Remove"), version=version),
        "name": f"{code} {localised(spec, 'name')}",
        "below": _named_below(spec),
        "seen": seen,
        "back": place(version, kind, code),
    }
    return render(request, "indicators/keeping/remove.html", context, status=409 if request.method == "POST" else 200)


@require_POST
@permission_required(MAY_KEEP, raise_exception=True)
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move the part that the pressed button names one place up or down: “kind code up”."""
    found = version_of(pk)
    kind, code, way = [*request.POST.get("move", "").split(" "), "", "", ""][:3]
    by = {"up": -1, "down": 1}.get(way)
    if kind not in {DIMENSIONS, INDICATORS, SUBS} or by is None:
        return redirect(place(found))
    try:
        services.change_draft(
            version=found,
            change=lambda now: reshaping.move(now, kind, code, by),
            part=lambda now: None,
            seen=queries.fingerprint(None),
        )
    except NoSuchPart:
        messages.error(request, _("It is not there any more."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(place(found, kind, code))


def _posted(request: HttpRequest, kind: str, instrument: Instrument, shown: Part | None, initial: Any = None) -> Sheet:
    if request.method != "POST":
        return Sheet(kind, instrument, shown, None, initial)
    more = request.POST.get("more", "")
    return Sheet(kind, instrument, shown, with_more(request.POST, more) if more else request.POST)


def _may_save(request: HttpRequest, sheet: Sheet) -> bool:
    return request.method == "POST" and "more" not in request.POST and sheet.is_valid()


def _write(
    version: Version,
    change: Callable[[Instrument], Instrument],
    part: Callable[[Instrument], object],
    seen: str,
    sheet: Sheet,
) -> None:
    """Write it, or tell on the sheet why not. Raises ChangedMeanwhile."""
    try:
        services.change_draft(version=version, change=change, part=part, seen=seen)
    except TreeRefused as refused:
        sheet.tell(refused.problems)
    except NoSuchPart:
        sheet.refuse(_("It is not there any more."))
    except ChangedMeanwhile:
        raise
    except ValidationError as error:
        sheet.refuse(" ".join(error.messages))


def _sheet(
    request: HttpRequest, version: Version, sheet: Sheet, title: str, seen: str, *, conflict: bool = False
) -> HttpResponse:
    context = {
        **frame(title, version=version),
        "sheet": sheet,
        "form": sheet.form,
        "seen": seen,
        "now": sheet.now if conflict else (),
        "back": place(version),
    }
    status = 409 if conflict else 422 if request.method == "POST" and "more" not in request.POST else 200
    return render(request, "indicators/keeping/part.html", context, status=status)


def _named_below(spec: Any) -> list[str]:
    found = []
    for row in (*getattr(spec, "indicators", ()), *getattr(spec, "subs", ())):
        found += [f"{row.code} {localised(row, 'name')}", *_named_below(row)]
    return found
