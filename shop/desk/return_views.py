"""Goods that buyers want to send back: what waits, and the seller's answer."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from shop.enterprises.doors import Stand, for_members, frame
from shop.orders import queries, return_photos, returns
from shop.orders.returning import ReturnRequest, ReturnState

RETURNS_PER_PAGE = 20
_LONGEST = 500


class AcceptForm(forms.Form):
    """Where to send the goods, and who pays for it."""

    words = forms.CharField(
        label=gettext_lazy("Where to send it, and who pays for sending"),
        max_length=_LONGEST,
        help_text=gettext_lazy("The buyer reads this."),
        widget=forms.Textarea({"rows": 3}),
    )


class RefuseForm(forms.Form):
    """Why the goods are not taken back."""

    words = forms.CharField(
        label=gettext_lazy("Why not?"),
        max_length=_LONGEST,
        help_text=gettext_lazy("The buyer reads this."),
        widget=forms.Textarea({"rows": 2}),
    )


@for_members
@require_safe
def returned(request: HttpRequest, stand: Stand) -> HttpResponse:
    """What is asked to come back, what is on its way, and what came."""
    page = Paginator(queries.returns_to(stand.enterprise), RETURNS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "shop/desk/returned.html", frame(stand, "returned", _("Goods sent back"), page=page))


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, stand: Stand, pk: int) -> HttpResponse:
    """One return, and what the seller does about it. Whatever was done already is told, and done once."""
    found = _return_to(stand, pk)
    if request.method != "POST":
        return _shown(request, stand, found)
    act = request.POST.get("act", "")
    form = {"accept": AcceptForm, "refuse": RefuseForm}.get(act, forms.Form)(request.POST, auto_id=f"{act}-%s")
    if act not in {"accept", "refuse", "came_back"} or not form.is_valid():
        return _shown(
            request, stand, found, status=422, **({f"{act}_form": form} if act in {"accept", "refuse"} else {})
        )
    try:
        done = _do(act, request, stand, found, form)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
        return redirect(stand.url("shop_desk_return", found.pk))
    messages.success(request, done)
    if act == "came_back":
        # There the refund waits with its sum filled in.
        return redirect(stand.url("shop_desk_order", found.order.number))
    return redirect(stand.url("shop_desk_return", found.pk))


@for_members
@require_safe
def photo(request: HttpRequest, stand: Stand, pk: int, photo: int) -> HttpResponseBase:
    """A picture of what is wrong."""
    found = _return_to(stand, pk).photos.filter(pk=photo).first()
    if found is None:
        raise Http404
    return return_photos.respond(request, found)


def _do(act: str, request: HttpRequest, stand: Stand, found: ReturnRequest, form: forms.Form) -> str:
    if act == "accept":
        returns.accept(request=found, actor=stand.member, words=form.cleaned_data["words"])
        return _("The buyer is told where to send it.")
    if act == "refuse":
        returns.refuse(request=found, actor=stand.member, words=form.cleaned_data["words"])
        return _("The buyer is told why not.")
    returns.came_back(request=found, actor=stand.member, into_stock="into_stock" in request.POST)
    return _("The goods are back. Please pay the buyer back, and write it down here.")


def _return_to(stand: Stand, pk: int) -> ReturnRequest:
    rows = ReturnRequest.objects.filter(order__enterprise=stand.enterprise, pk=pk)
    found = rows.select_related("order__purchase__user", "order__enterprise").first()
    if found is None:
        raise Http404
    return found


def _shown(
    request: HttpRequest, stand: Stand, found: ReturnRequest, *, status: int = 200, **refused: forms.Form
) -> HttpResponse:
    context = frame(
        stand,
        "returned",
        _("Goods of order %(number)s") % {"number": found.order.number},
        one=found,
        lines=list(found.lines.select_related("line")),
        photos=list(found.photos.all()),
        events=list(found.events.select_related("actor")),
        may_answer=found.state == ReturnState.ASKED,
        on_its_way=found.state == ReturnState.ACCEPTED,
        refused=set(refused),
        **{"accept_form": AcceptForm(auto_id="accept-%s"), "refuse_form": RefuseForm(auto_id="refuse-%s"), **refused},
    )
    return render(request, "shop/desk/return.html", context, status=status)
