"""The one page behind the counter, and the way to it."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

from cms.accounts.models import User
from cms.accounts.personal import personal
from media import serving, storage
from media.models import Photo
from media.sizes import CONTENT_TYPES, SIZES
from shop.desk import pictures, queries, rules
from shop.desk.forms import ReasonForm, SendForm
from shop.enterprises.doors import Stand, for_members, frame
from shop.enterprises.handing_in import StillMissing, hand_in
from shop.enterprises.queries import enterprises_of, is_owner
from shop.orders.addresses import address_of

MOST_ENTERPRISES = 50


@personal
@login_required
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """The enterprises for which this person acts; who acts for one only is there at once."""
    mine = list(enterprises_of(cast(User, request.user))[:MOST_ENTERPRISES])
    if len(mine) == 1:
        return redirect("shop_desk_home", mine[0].slug)
    context = {"enterprises": mine, "seo": {"title": _("Your shop"), "robots": "noindex"}}
    return render(request, "shop/desk/enterprises.html", context)


@for_members
@require_safe
def home(request: HttpRequest, stand: Stand) -> HttpResponse:
    """Slips to look at, orders to send, products: what waits stands on top."""
    slips, to_send = queries.waiting(stand.enterprise)
    products = list(queries.products_of(stand.enterprise)[: queries.PRODUCTS_AT_ONCE + 1])
    counts = queries.counts(stand.enterprise)
    context = frame(
        stand,
        "home",
        _("Your shop"),
        slips=[desk_order(one) for one in slips],
        to_send=[desk_order(one) for one in to_send],
        counts=counts,
        more_slips=counts.get("payment_sent", 0) - len(slips),
        more_to_send=counts.get("to_send", 0) - len(to_send),
        products=queries.offered(stand.enterprise, products[: queries.PRODUCTS_AT_ONCE]),
        has_more=len(products) > queries.PRODUCTS_AT_ONCE,
        waits=queries.waits(stand.enterprise),
        lacks=queries.lacks(stand.enterprise),
    )
    return render(request, "shop/desk/home.html", context)


def desk_order(one: queries.Waiting, **refused: Any) -> dict[str, Any]:
    """An order with what the seller can do about it; `refused` are forms that came back, by name."""
    key = one.order.pk
    return {
        "order": one.order,
        "lines": one.lines,
        "slip": one.slip,
        "bank": rules.BANKS.get(one.slip.bank, one.slip.bank) if one.slip else "",
        "address": address_of(one.order.purchase),
        "refuse_form": ReasonForm(auto_id=f"refuse-{key}-%s"),
        "send_form": SendForm(auto_id=f"send-{key}-%s"),
        "correct_form": SendForm(auto_id=f"correct-{key}-%s", initial=SendForm.initial_of(one.order)),
        "cancel_form": ReasonForm(auto_id=f"cancel-{key}-%s"),
        "return_form": ReasonForm(auto_id=f"return-{key}-%s"),
        **refused,
    }


@for_members
@require_POST
def submit(request: HttpRequest, stand: Stand) -> HttpResponse:
    """Hand the enterprise to staff. Handed in twice it is handed in once."""
    try:
        hand_in(enterprise=stand.enterprise, actor=stand.member)
    except StillMissing:
        messages.warning(request, _("Something is still missing; the list says what."))
    except ValidationError:
        messages.info(request, _("The enterprise stands as you see it here."))
    else:
        messages.success(request, _("Thank you. We look at it and tell you."))
    return redirect(stand.url("shop_desk_home"))


@for_members
@require_safe
def picture(request: HttpRequest, stand: Stand, photo: int) -> HttpResponseBase:
    """A small picture for the desk, also of what is not published; drawn with the first look and kept privately."""
    found: Photo | None = Photo.objects.filter(pk=photo).first()
    if found is None or not pictures.may_see(stand.enterprise, found.pk):
        raise Http404
    try:
        name = str(found.get_rendition(SIZES["thumb"].wagtail_filter).file.name)
    except (SourceImageIOError, InvalidFilterSpecError):
        raise Http404 from None
    served = serving.Served(
        storage=storage.private(),
        name=name,
        content_type=CONTENT_TYPES.get(name.rsplit(".", 1)[-1], "application/octet-stream"),
        etag=salted_hmac("shop.desk.picture", name).hexdigest()[:24],
        cache_control=serving.PRIVATE,
    )
    return serving.respond(request, served)


def may_choose(stand: Stand) -> bool:
    """Whether this member says who the members are."""
    return is_owner(stand.member, stand.enterprise)
