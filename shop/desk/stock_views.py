"""The stock of one variant at the desk: what happened to it, and how to correct it."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from shop.catalogue.models import Variant
from shop.catalogue.stock import Why
from shop.catalogue.stocking import MOST_COUNTED
from shop.desk import stocktaking
from shop.desk.fields import NumberField
from shop.enterprises.doors import Stand, for_members, frame

MOVES_PER_PAGE = 30


class CorrectionForm(forms.Form):
    """Why a stock is another than it was thought to be. `seen` is the last change that the page showed."""

    why = forms.ChoiceField(
        label=gettext_lazy("What happened?"),
        choices=[
            (Why.COUNTED, gettext_lazy("I counted: there are so many now")),
            (Why.BROKEN, gettext_lazy("So many broke or spoilt")),
            (Why.GIVEN_AWAY, gettext_lazy("I gave so many away")),
        ],
        initial=Why.COUNTED,
        widget=forms.RadioSelect,
    )
    pieces = NumberField(label=gettext_lazy("Pieces"), most=MOST_COUNTED)
    seen = forms.CharField(max_length=20, widget=forms.HiddenInput)

    def clean_seen(self) -> int:
        """Its primary key; what is no number was shown by no page."""
        typed: str = self.cleaned_data["seen"]
        return int(typed) if typed.isascii() and typed.isdigit() else -1

    def clean(self) -> dict[str, object]:
        """What is gone is at least one piece."""
        data = super().clean() or {}
        if data.get("why") in (Why.BROKEN, Why.GIVEN_AWAY) and data.get("pieces") == 0:
            self.add_error("pieces", ValidationError(_("At least one piece is gone."), code="none"))
        return data


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def stock(request: HttpRequest, stand: Stand, product: str, variant: int) -> HttpResponse:
    """Every change of one stock with the sum after it, and a form to correct it."""
    found = stocktaking.variant_of(stand.enterprise, product, variant)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _page(request, stand, found, _fresh(found))
    if not stand.may_sell:
        messages.warning(request, _("Your enterprise is suspended, so nothing can be sold for now."))
        return redirect(stand.url("shop_desk_stock", product, variant))
    form = CorrectionForm(request.POST)
    if form.is_valid() and _corrected(form, stand, found):
        messages.success(request, _("The numbers are written down."))
        return redirect(stand.url("shop_desk_stock", product, variant))
    return _page(request, stand, found, form, status=422)


def _fresh(variant: Variant) -> CorrectionForm:
    return CorrectionForm(initial={"seen": stocktaking.last_move(variant)})


def _corrected(form: CorrectionForm, stand: Stand, variant: Variant) -> bool:
    said = form.cleaned_data
    try:
        stocktaking.correct(
            variant=variant, why=Why(said["why"]), pieces=said["pieces"], seen=said["seen"], actor=stand.member
        )
    except ValidationError as error:
        form.add_error("pieces", error)
        if isinstance(error, stocktaking.MovedMeanwhile):
            # The page that comes back shows the change, so the next press is on what is true.
            form.data = {**form.data.dict(), "seen": str(stocktaking.last_move(variant))}  # type: ignore[attr-defined]  # as it was posted
        return False
    return True


def _page(
    request: HttpRequest, stand: Stand, variant: Variant, form: CorrectionForm, *, status: int = 200
) -> HttpResponse:
    page = Paginator(stocktaking.moves_of(variant), MOVES_PER_PAGE).get_page(request.GET.get("page"))
    variant = stocktaking.variant_of(stand.enterprise, variant.product.slug, variant.pk) or variant
    context = frame(
        stand,
        "products",
        _("Stock"),
        product=variant.product,
        variant=variant,
        item=getattr(variant, "stock", None),
        page=page,
        entries=stocktaking.entries(variant, list(page.object_list)),
        form=form,
    )
    return render(request, "shop/desk/stock.html", context, status=status)
