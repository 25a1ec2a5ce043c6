"""Where staff read, correct and decide about an enterprise."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.accounts.models import User
from media import private_files, serving
from shop.enterprises import covers, handing_in, queries, rules, services
from shop.enterprises.admin_forms import ReasonForm, StaffForm
from shop.enterprises.forms import ContactWaysFormSet, PeopleFormSet
from shop.enterprises.models import Enterprise, State

MOST_EVENTS = 100


def _read(pk: int) -> Enterprise:
    rows = Enterprise.objects.select_related("province", "district", "subdistrict", "lao", "cover")
    found: Enterprise = get_object_or_404(rows, pk=pk)
    return found


@permission_required(queries.MAY_VERIFY, raise_exception=True)
def enterprise(request: HttpRequest, pk: int) -> HttpResponse:
    """One enterprise with all that is known of it, its history, and the buttons to decide."""
    one = _read(pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and (done := _decided(request, one, form)):
        messages.success(request, done)
        return redirect("enterprise_admin", pk=pk)
    one = _read(pk)
    context = {
        "enterprise": one,
        "form": form,
        "people": one.people.all(),
        "ways": one.contact_ways.all(),
        "members": queries.members_of(one),
        "payment": rules.masked(one.promptpay_id),
        "story": queries.story_of(one),
        "took_part": one.lao is not None and queries.took_part(one.lao),
        "documents": [(paper, request.POST.get(f"document-{paper.pk}", "")) for paper in one.documents.all()],
        "events": one.events.select_related("actor").order_by("at", "pk")[:MOST_EVENTS],
        "is_submitted": one.state == State.SUBMITTED,
        "is_verified": one.state == State.VERIFIED,
        "is_suspended": one.state == State.SUSPENDED,
        **_frame(one),
    }
    return render(request, "shop/enterprises/admin/enterprise.html", context, status=422 if form.is_bound else 200)


def _decided(request: HttpRequest, one: Enterprise, form: ReasonForm) -> str:
    """Do what the pressed button says; returns the words to show, or nothing where it was refused."""
    actor = cast(User, request.user)
    if not form.is_valid():
        return ""
    reason = form.cleaned_data["reason"]
    try:
        match request.POST.get("act"):
            case "verify":
                services.verify(enterprise=one, actor=actor)
                return _("Verified. Visitors see it now; its members are told.")
            case "send_back":
                handing_in.send_back(enterprise=one, actor=actor, reason=reason, refusals=_refusals(request, one))
                return _("Sent back. Its members are told why.")
            case "suspend":
                services.suspend(enterprise=one, actor=actor, reason=reason)
                return _("Suspended. Nobody sees it or its products any more; its members are told why.")
            case "reinstate":
                services.reinstate(enterprise=one, actor=actor)
                return _("Visitors see it again; its members are told.")
    except ValidationError as error:
        own = set(getattr(error, "error_dict", {})) <= {"reason"}
        # What concerns another field, such as the LAO, has no place of its own here.
        form.add_error(None, error if own else error.messages)
    return ""


@permission_required(queries.MAY_VERIFY, raise_exception=True)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What is said of an enterprise, corrected by staff."""
    one, posted = _read(pk), request.method == "POST"
    data, files = (request.POST, request.FILES) if posted else (None, None)
    form = StaffForm(data, files, instance=_read(pk))
    people = PeopleFormSet(data, prefix="people", initial=PeopleFormSet.initial_of(one))
    ways = ContactWaysFormSet(data, prefix="ways", initial=ContactWaysFormSet.initial_of(one))
    is_good = posted and all([form.is_valid(), people.is_valid(), ways.is_valid()])
    if is_good and _saved(one, form, people, ways, by=cast(User, request.user)):
        messages.success(request, _("Your changes are saved."))
        return redirect("enterprise_admin", pk=pk)
    context = {"enterprise": one, "form": form, "people": people, "ways": ways, "media": form.media, **_frame(one)}
    context["breadcrumbs_items"] = [
        *context["breadcrumbs_items"][:-1],
        {"url": reverse("enterprise_admin", args=[pk]), "label": one.name},
        {"url": "", "label": _("Edit")},
    ]
    return render(request, "shop/enterprises/admin/edit.html", context, status=422 if posted else 200)


def _refusals(request: HttpRequest, one: Enterprise) -> dict[int, str]:
    """What staff wrote beside single papers."""
    keys = one.documents.values_list("pk", flat=True)
    return {key: request.POST.get(f"document-{key}", "") for key in keys}


@permission_required(queries.MAY_VERIFY, raise_exception=True)
def document(request: HttpRequest, pk: int, document: int) -> HttpResponseBase:
    """One paper of an application, for those who verify."""
    found = _read(pk).documents.filter(pk=document).first()
    if found is None:
        raise Http404
    return serving.respond(request, private_files.served(str(found.file.name), called=f"{found.kind}-{found.pk}"))


def _saved(one: Enterprise, form: StaffForm, people: Any, ways: Any, *, by: User) -> bool:
    data = form.cleaned_data
    try:
        with covers.kept(data["picture"], shows=data["picture_shows"], title=data["name_th"], by=by) as cover:
            services.edit_enterprise(
                enterprise=one, actor=by, people=people.drafts, contact_ways=ways.drafts, **form.said, **cover
            )
    except ValidationError as error:
        form.add_refusal(error)
        return False
    return True


def _frame(one: Enterprise) -> dict[str, Any]:
    """What the admin writes around the page."""
    return {
        "header_title": one.name,
        "header_icon": "group",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("enterprises_admin"), "label": _("Enterprises")},
            {"url": "", "label": one.name},
        ],
    }
