"""One version in the admin: its tree, its rules, and the steps of its life."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.indicators import queries, services
from cms.indicators.errors import TreeRefused
from cms.indicators.keeping.forms import ReasonForm, VersionForm
from cms.indicators.keeping.frame import frame, mended_at, named, place, stays, version_of
from cms.indicators.keeping.menu import MAY_KEEP, MAY_LOOK
from cms.indicators.keeping.tree import Tree
from cms.indicators.models import State, Version
from cms.indicators.problem import SET
from cms.indicators.rules import problems

MOST_EVENTS = 50
PUBLISH, RETIRE, DELETE = "publish", "retire", "delete"


@permission_required(MAY_LOOK, raise_exception=True)
def version(request: HttpRequest, pk: int) -> HttpResponse:
    """The version as a tree, with marks that visibly add up."""
    found = version_of(pk)
    instrument = queries.instrument_of(found)
    is_draft = found.state == State.DRAFT
    context = {
        **frame(named(found), version=found),
        "tree": Tree(instrument, problems(instrument) if is_draft else ()),
        "may_write": is_draft and request.user.has_perm(MAY_KEEP),
        "may_keep": request.user.has_perm(MAY_KEEP),
        "is_published": found.state == State.PUBLISHED,
        "events": found.events.select_related("actor").order_by("at", "pk")[:MOST_EVENTS],
    }
    return render(request, "indicators/keeping/version.html", context)


@permission_required(MAY_KEEP, raise_exception=True)
def edit_version(request: HttpRequest, pk: int) -> HttpResponse:
    """What is new in a draft, its full marks, its rule for the goals."""
    found = version_of(pk)
    if found.state != State.DRAFT:
        return stays(request, found)
    initial = dict(zip(("note", *services.RULE_FIELDS), services.said_of(found), strict=True))
    form = VersionForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid() and _saved(found, form):
        messages.success(request, _("Your changes are saved."))
        return redirect(place(found))
    is_conflict = form.has_error(NON_FIELD_ERRORS, "changed_meanwhile")
    seen = _seen(found) if is_conflict or not form.is_bound else request.POST.get("seen", "")
    context = {
        "form": form,
        "action": _("Save"),
        "seen": seen,
        "now": list(zip((field.label for field in form), services.said_of(found), strict=True)) if is_conflict else (),
        **frame(_("What is new, full marks, rule for the goals"), version=found),
    }
    return render(request, "indicators/keeping/form.html", context, status=422 if form.is_bound else 200)


def _seen(found: Version) -> str:
    found.refresh_from_db()
    return queries.fingerprint(services.said_of(found))


def _saved(found: Version, form: VersionForm) -> bool:
    try:
        services.change_version(version=found, seen=form.data.get("seen", ""), **form.cleaned_data)
    except TreeRefused as refused:
        for problem in refused.problems:
            form.add_error(problem.field if problem.path == (SET,) else None, problem.text)
    except ValidationError as error:
        form.add_error(None, error)
    return form.is_valid()


@permission_required(MAY_KEEP, raise_exception=True)
def act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Publish, retire or delete a version: first what that means, then it is done."""
    found = version_of(pk)
    if act == PUBLISH:
        return _publishing(request, found)
    if act == RETIRE:
        return _retiring(request, found)
    if act == DELETE:
        return _deleting(request, found)
    raise Http404


def _publishing(request: HttpRequest, found: Version) -> HttpResponse:
    if found.state != State.DRAFT:
        return stays(request, found)
    wrong = problems(queries.instrument_of(found))
    other = found.indicator_set.versions.filter(state=State.PUBLISHED).first()
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not wrong and (other is None or form.is_valid()):
        reason = form.cleaned_data["reason"] if other else ""
        try:
            services.publish_version(
                version=found, user=cast(User, request.user), replacing="replacing" in request.POST, reason=reason
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(
                request, _("Published. Assessments that begin now are made with it; nothing of it changes.")
            )
            return redirect(place(found))
    context = {
        **frame(_("Publish"), version=found),
        "form": form,
        "other": other,
        "problems": [(problem, mended_at(found, problem)) for problem in wrong],
    }
    return render(request, "indicators/keeping/publish.html", context, status=422 if request.method == "POST" else 200)


def _retiring(request: HttpRequest, found: Version) -> HttpResponse:
    if found.state != State.PUBLISHED:
        messages.error(request, _("Only a published version is retired."))
        return redirect(place(found))
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        services.retire_version(version=found, user=cast(User, request.user), reason=form.cleaned_data["reason"])
        messages.success(request, _("Retired. No assessment begins with it any more; those begun go on."))
        return redirect(place(found))
    context = {**frame(_("Retire"), version=found), "form": form}
    return render(request, "indicators/keeping/retire.html", context, status=422 if form.is_bound else 200)


def _deleting(request: HttpRequest, found: Version) -> HttpResponse:
    if found.state != State.DRAFT:
        return stays(request, found)
    if request.method == "POST":
        services.delete_draft(version=found)
        messages.success(request, _("The draft is deleted."))
        return redirect("kalyanamitr_set", pk=found.indicator_set_id)
    return render(request, "indicators/keeping/delete.html", frame(_("Delete the draft"), version=found))
