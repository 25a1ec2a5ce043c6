"""The receipt of an order: for its buyer, and for its seller."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from media import serving
from shop.enterprises.doors import Stand, for_members
from shop.orders.models import Order
from shop.orders.visits import Visit, for_the_buyer
from shop.receipts import pdf
from shop.receipts.queries import Paper, paper_of

RETRY_AFTER = 10  # seconds


@for_the_buyer
@require_safe
def receipt(request: HttpRequest, visit: Visit) -> HttpResponse:
    """To read and to print, for the buyer."""
    return _page(request, visit.order, back=visit.url("order"), file=visit.url("receipt_pdf"))


@for_the_buyer
@require_safe
def receipt_pdf(request: HttpRequest, visit: Visit) -> HttpResponse:
    """To keep, for the buyer."""
    return _file(request, visit.order)


@for_members
@require_safe
def sellers_receipt(request: HttpRequest, stand: Stand, number: str) -> HttpResponse:
    """To read and to print, for the seller's books."""
    order = _sold(stand, number)
    file = stand.url("shop_desk_receipt_pdf", number)
    return _page(request, order, back=stand.url("shop_desk_order", number), file=file)


@for_members
@require_safe
def sellers_receipt_pdf(request: HttpRequest, stand: Stand, number: str) -> HttpResponse:
    """To keep, for the seller's books."""
    return _file(request, _sold(stand, number))


def _sold(stand: Stand, number: str) -> Order:
    mine = Order.objects.select_related("purchase", "enterprise").filter(enterprise=stand.enterprise)
    order = mine.filter(number=number).first()
    if order is None:
        raise Http404
    return order


def _paper(order: Order) -> Paper:
    paper = paper_of(order)
    if paper is None:
        raise Http404
    return paper


def _page(request: HttpRequest, order: Order, *, back: str, file: str) -> HttpResponse:
    context = {"paper": _paper(order), "back": back, "file": "" if pdf.missing() else file}
    return render(request, "shop/receipts/receipt.html", context)


def _file(request: HttpRequest, order: Order) -> HttpResponse:
    paper = _paper(order)
    if pdf.missing():
        raise Http404
    try:
        content = pdf.drawn(render_to_string("shop/receipts/document.html", {"paper": paper}))
    except pdf.Busy:
        words = _("Many receipts are being drawn at the moment. Please try again.")
        return HttpResponse(words, status=503, headers={"Retry-After": str(RETRY_AFTER)}, content_type="text/plain")
    name = f"receipt-{paper.receipt.number.replace('/', '-')}.pdf"
    headers = {"Content-Disposition": serving.attachment(name)}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
