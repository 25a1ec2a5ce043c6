"""The enterprise at its own desk: what it says of itself, how it takes money and sends, who acts for it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cms.accounts.models import User
from shop.desk.views import may_choose
from shop.enterprises import covers, invitations, queries, services
from shop.enterprises.doors import Stand, for_members, frame
from shop.enterprises.forms import ContactWaysFormSet, EnterpriseForm, InviteForm, PeopleFormSet
from shop.enterprises.models import Enterprise, Invitation, MemberRole


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def enterprise(request: HttpRequest, stand: Stand) -> HttpResponse:
    """What the enterprise says of itself, its people, and the ways to reach it."""
    # The form writes into its instance, and what it writes may be refused.
    one = Enterprise.objects.select_related("province", "lao", "district", "subdistrict").get(pk=stand.enterprise.pk)
    said = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = EnterpriseForm(*said, instance=one)
    people = PeopleFormSet(said[0], prefix="people", initial=PeopleFormSet.initial_of(one))
    ways = ContactWaysFormSet(said[0], prefix="ways", initial=ContactWaysFormSet.initial_of(one))
    # Each is asked, so that every problem is told at once.
    good = request.method == "POST" and all([form.is_valid(), people.is_valid(), ways.is_valid()])
    if good and _edited(stand, form, people, ways):
        messages.success(request, _("Your changes are saved."))
        return redirect(stand.url("shop_desk_enterprise"))
    context = frame(stand, "enterprise", _("About your enterprise"), form=form, people=people, ways=ways)
    return render(request, "shop/desk/enterprise.html", context, status=422 if form.is_bound else 200)


def _edited(stand: Stand, form: EnterpriseForm, people: Any, ways: Any) -> bool:
    data = form.cleaned_data
    lists = {"people": people.drafts, "contact_ways": ways.drafts}
    shows, title = data["picture_shows"], data["name_th"]
    try:
        with covers.kept(data["picture"], shows=shows, title=title, by=stand.member) as cover:
            services.edit_enterprise(enterprise=stand.enterprise, actor=stand.member, **lists, **form.said, **cover)
    except ValidationError as error:
        form.add_refusal(error)
        return False
    return True


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def members(request: HttpRequest, stand: Stand) -> HttpResponse:
    """Who acts for the enterprise. Owners invite, change and remove; a member may also go."""
    form = InviteForm()
    if request.method == "POST":
        form = InviteForm(request.POST if request.POST.get("act") == "invite" else None)
        try:
            done = _membered(request, stand, form)
        except ValidationError as error:
            messages.warning(request, " ".join(error.messages))
            return redirect(stand.url("shop_desk_members"))
        if done:
            messages.success(request, done)
            gone = not queries.may_act_for(stand.member, stand.enterprise)
            return redirect("shop_desk" if gone else stand.url("shop_desk_members"))
    rows = queries.members_of(stand.enterprise)
    context = frame(
        stand, "members", _("Members"), form=form, members=rows, roles=MemberRole.choices, may_choose=may_choose(stand)
    )
    context["waiting"] = invitations.waiting(stand.enterprise) if may_choose(stand) else []
    return render(request, "shop/desk/members.html", context, status=422 if request.method == "POST" else 200)


def _membered(request: HttpRequest, stand: Stand, form: InviteForm) -> str:
    """Do what was asked; blank where the form came back. Raises ValidationError, PermissionDenied."""
    said = request.POST
    if said.get("act") == "go":
        services.remove_member(enterprise=stand.enterprise, actor=stand.member, user=stand.member)
        return _("You act for this enterprise no more.")
    if not may_choose(stand):
        raise PermissionDenied
    if said.get("act") == "invite":
        if not form.is_valid():
            return ""
        invitations.invite(enterprise=stand.enterprise, actor=stand.member, **form.cleaned_data)
        return _("If somebody has an account with this address, they are asked now. You can also pass the link on.")
    if said.get("act") == "revoke":
        invitations.revoke(invitation=_invitation(stand, said.get("invitation", "")), actor=stand.member)
        return _("The invitation is taken back.")
    person = _member(stand, said.get("member", ""))
    if said.get("act") == "remove":
        services.remove_member(enterprise=stand.enterprise, actor=stand.member, user=person)
        return _("%(name)s acts for this enterprise no more.") % {"name": person.public_name}
    if said.get("act") == "role":
        services.change_role(enterprise=stand.enterprise, actor=stand.member, user=person, role=said.get("role", ""))
        return _("The role is changed.")
    raise Http404


def _invitation(stand: Stand, key: str) -> Invitation:
    """The invitation of this key. Raises Http404 for every other."""
    is_key = key.isascii() and key.isdigit() and len(key) < 18
    found: Invitation | None = stand.enterprise.invitations.filter(pk=key).first() if is_key else None
    if found is None:
        raise Http404
    return found


def _member(stand: Stand, key: str) -> User:
    """The member of this key. Raises Http404 for everybody else."""
    for row in queries.members_of(stand.enterprise):
        if str(row.user_id) == key:
            return row.user
    raise Http404
