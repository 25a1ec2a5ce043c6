"""What a buyer does about goods that are to go back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shop.orders import queries, return_photos, returns, rules
from shop.orders.return_forms import ReturnForm
from shop.orders.returning import ReturnPhoto, ReturnRequest
from shop.orders.visits import Visit, actor_of, for_the_buyer


@for_the_buyer
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Ask to send goods back. Sent twice it is asked once; what cannot be any more is told on the order's page."""
    order = visit.order
    if request.method != "POST" and not returns.may_ask(order, now=timezone.now()):
        messages.info(request, _("Nothing of this order can be sent back any more."))
        return redirect(visit.url("order"))
    given = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ReturnForm(*given, lines=queries.lines_of(order), left=returns.pieces_left(order))
    if form.is_bound and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("reason", "words", "key")}
        try:
            returns.ask(order=order, actor=actor_of(request), pieces=form.pieces, photos=form.photos, **said)
        except returns.MayNotReturn as error:
            messages.info(request, " ".join(error.messages))
            return redirect(visit.url("order"))
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("The seller is asked, and answers you by e-mail."))
            return redirect(visit.url("order"))
    context = {"visit": visit, "order": order, "form": form, "days": rules.RETURN_WITHIN.days}
    return render(request, "shop/orders/return.html", context, status=422 if form.is_bound else 200)


@for_the_buyer
@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: HttpRequest, visit: Visit, pk: int) -> HttpResponse:
    """The buyer keeps the goods after all. Pressed twice they are kept once."""
    found = _return_of(visit, pk)
    if request.method == "POST":
        try:
            returns.withdraw(request=found, actor=actor_of(request))
        except ValidationError:
            messages.info(request, _("This order stands as you see it here."))
        else:
            messages.success(request, _("The seller is told that you keep the goods."))
    return redirect(visit.url("order"))


@for_the_buyer
@require_safe
def photo(request: HttpRequest, visit: Visit, pk: int, photo: int) -> HttpResponseBase:
    """A picture, for the buyer who sent it."""
    found: ReturnPhoto | None = _return_of(visit, pk).photos.filter(pk=photo).first()
    if found is None:
        raise Http404
    return return_photos.respond(request, found)


def _return_of(visit: Visit, pk: int) -> ReturnRequest:
    found = ReturnRequest.objects.filter(order=visit.order, pk=pk).first()
    if found is None:
        raise Http404
    found.order = visit.order
    return found
