"""Entering a sale with a thumb, and the entries that were made."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shop.catalogue.stocking import NotEnough
from shop.enterprises.doors import Stand, for_members, frame
from shop.sales import queries, services
from shop.sales.buttons import buttons
from shop.sales.forms import ELSE, QUICK, SaleForm, TakeBackForm, new_key
from shop.sales.models import Where
from themes.templatetags.money import baht

ENTRIES_PER_PAGE = 30
LATEST = 5


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, stand: Stand) -> HttpResponse:
    """One screen: tap what was sold. Sent twice it is sold once; what comes by script is answered as JSON."""
    if request.method != "POST":
        return _shown(request, stand, SaleForm(enterprise=stand.enterprise, initial=_usual(stand)))
    form = SaleForm(request.POST, enterprise=stand.enterprise)
    short = False
    if form.is_valid():
        try:
            sale = services.enter_sale(enterprise=stand.enterprise, actor=stand.member, **form.said)
        except NotEnough as error:
            short = True
            form.add_error("takes_stock", _too_few(error))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _entered(request, stand, _words(sale.pieces, sale.name, sale.total))
    if _by_script(request):
        problem = " ".join(str(message) for messages_of in form.errors.values() for message in messages_of)
        return JsonResponse({"problem": problem, "short": short}, status=422)
    return _shown(request, stand, form, short=short, status=422)


@for_members
@require_safe
def entries(request: HttpRequest, stand: Stand) -> HttpResponse:
    """Everything that was entered, the latest day first; what was taken back is struck out."""
    page = Paginator(queries.entries_of(stand.enterprise), ENTRIES_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "shop/sales/entries.html", frame(stand, "sales", _("Sales off line"), page=page))


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, stand: Stand, pk: int) -> HttpResponse:
    """One entry, and taking it back. Taken back twice it is taken back once."""
    sale = queries.entries_of(stand.enterprise).filter(pk=pk).first()
    if sale is None:
        raise Http404
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            services.take_back(sale=sale, actor=stand.member, reason=form.cleaned_data["reason"])
        except services.TakenBackBefore as error:
            messages.info(request, " ".join(error.messages))
            return redirect(stand.url("shop_desk_sale", sale.pk))
        except ValidationError as error:
            form.add_error("reason", error.messages)
        else:
            messages.success(request, _("The entry is taken back. Nothing counts it any more."))
            return redirect(stand.url("shop_desk_entries"))
    context = frame(stand, "sales", _("One sale off line"), sale=sale, form=form)
    return render(request, "shop/sales/entry.html", context, status=422 if form.is_bound else 200)


def _usual(stand: Stand) -> dict[str, Any]:
    """Today, and place and stock as with the last entry."""
    last = queries.last_entry(stand.enterprise)
    return {
        "quick": "1",
        "sold_on": timezone.localdate(),
        "where": last.where if last else Where.SHOP,
        "takes_stock": last.takes_stock if last else True,
        "key": new_key(),
    }


def _shown(
    request: HttpRequest, stand: Stand, form: SaleForm, *, short: bool = False, status: int = 200
) -> HttpResponse:
    offered = buttons(stand.enterprise, today=timezone.localdate())
    chosen = str(form["what"].value() or "")
    context = frame(
        stand,
        "enter_sale",
        _("Enter a sale"),
        form=form,
        short=short,
        buttons=[one for one in offered if one.is_large or str(one.variant.pk) == chosen],
        others=[one for one in offered if not one.is_large and str(one.variant.pk) != chosen],
        chosen=chosen,
        quick=QUICK,
        quick_chosen=str(form["quick"].value() or "1"),
        else_value=ELSE,
        **_today(stand),
    )
    return render(request, "shop/sales/enter.html", context, status=status)


def _today(stand: Stand) -> dict[str, Any]:
    today = timezone.localdate()
    latest = queries.entries_of(stand.enterprise).filter(withdrawn_at=None).order_by("-at", "-pk")[:LATEST]
    return {"latest": latest, "sums": queries.entered_on(stand.enterprise, today), "enterprise": stand.enterprise}


def _entered(request: HttpRequest, stand: Stand, words: str) -> HttpResponse:
    if _by_script(request):
        html = render_to_string("shop/sales/latest.html", _today(stand), request)
        return JsonResponse({"words": words, "html": html})
    messages.success(request, words)
    return redirect(stand.url("shop_desk_enter_sale"))


def _words(pieces: int, name: str, total: int) -> str:
    return _("Entered: %(pieces)s × %(name)s, %(total)s") % {"pieces": pieces, "name": name, "total": baht(total)}


def _too_few(error: NotEnough) -> ValidationError:
    words = _("Only %(there)s in stock. Correct the number, or enter it without taking from the stock.")
    return ValidationError(words, code="too_few", params={"there": sum(error.short.values())})


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"
