"""Products at the desk: the list, the form, counting, publishing and withdrawing."""

import re
import secrets
from typing import Any

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shop.catalogue import services as catalogue
from shop.catalogue.low_stock import running_low
from shop.catalogue.models import Product, State
from shop.desk import pictures, queries, services
from shop.desk.forms import CountForm
from shop.desk.product_forms import ProductForm, one_more, variants_of
from shop.enterprises.doors import Stand, for_members, frame

PRODUCTS_PER_PAGE = 24
_KEY = re.compile(r"[0-9a-f]{32}")
LONGEST_SEARCH = 80


@for_members
@require_safe
def product_list(request: HttpRequest, stand: Stand) -> HttpResponse:
    """All products of the enterprise, or those whose name holds what was typed, or of which little is left."""
    rows, is_low = queries.products_of(stand.enterprise), request.GET.get("low") == "1"
    if is_low:
        rows = rows.filter(pk__in=running_low(stand.enterprise).values("pk"))
    words = request.GET.get("name", "").replace("\0", "")[:LONGEST_SEARCH].strip()
    if words:
        rows = rows.filter(name_th__icontains=words) | rows.filter(name_en__icontains=words)
    page = Paginator(rows, PRODUCTS_PER_PAGE).get_page(request.GET.get("page"))
    offered = queries.offered(stand.enterprise, page.object_list)
    context = frame(stand, "products", _("Products"), page=page, products=offered, words=words, is_low=is_low)
    return render(request, "shop/desk/products.html", context)


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def new_product(request: HttpRequest, stand: Stand) -> HttpResponse:
    """Add a product."""
    return _form(request, stand, None)


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def product(request: HttpRequest, stand: Stand, product: str) -> HttpResponse:
    """Edit a product."""
    return _form(request, stand, _of(stand, product))


@for_members
@require_POST
def act(request: HttpRequest, stand: Stand, product: str) -> HttpResponse:
    """Count, publish or withdraw one product. Done twice it is done once."""
    found = _of(stand, product)
    try:
        _refuse_suspended(stand)
        done = _acted(request, stand, found)
    except ValidationError as error:
        messages.warning(request, f"{found.name}: {' '.join(error.messages)}")
    else:
        messages.success(request, f"{found.name}: {done}")
    home = "home" in request.POST
    return redirect(stand.url("shop_desk_home" if home else "shop_desk_products") + f"#product-{found.pk}")


def _acted(request: HttpRequest, stand: Stand, found: Product) -> str:
    match request.POST.get("act"):
        case "count":
            form = CountForm(request.POST)
            if not form.is_valid():
                raise ValidationError(form.errors[NON_FIELD_ERRORS].as_data())
            services.recount(product=found, counted=form.counted, seen=form.seen, actor=stand.member)
            return _("The numbers are written down.")
        case "publish" if found.state != State.PUBLISHED:
            catalogue.publish(product=found, actor=stand.member)
            if not stand.enterprise.is_visible:
                return _("It will be seen as soon as your enterprise is verified.")
            return _("Everybody can see it now.")
        case "withdraw" if found.state == State.PUBLISHED:
            catalogue.withdraw(product=found, actor=stand.member)
            return _("Nobody sees it any more.")
    return _("It stands as you see it here.")


def _form(request: HttpRequest, stand: Stand, found: Product | None) -> HttpResponse:
    if request.method != "POST":
        form, variants = ProductForm(product=found), variants_of(found)
        return _page(request, stand, found, form, variants, pictures.board_of(found))
    if not stand.may_sell:
        messages.warning(request, _suspended())
        return redirect(stand.url("shop_desk_home"))
    asks_more = "more_variants" in request.POST
    data = one_more(request.POST) if asks_more else request.POST
    form, variants = ProductForm(data, product=found), variants_of(found, data)
    board = pictures.read(
        request.POST,
        [*request.FILES.getlist(pictures.FROM_CAMERA), *request.FILES.getlist(pictures.FROM_GALLERY)],
        product=found,
        enterprise=stand.enterprise,
        member=stand.member,
        name=request.POST.get("name_th", "").strip(),
    )
    if asks_more or "more_pictures" in request.POST:
        board.forgive()
        return _page(request, stand, found, form, variants, board, errors=False)
    # Each is asked, so that every problem is told at once.
    if all([form.is_valid(), variants.is_valid(), board.is_good]):
        kept = _kept(request, stand, found, form, variants, board)
        if kept is not None:
            return _after(request, stand, kept)
    return _page(request, stand, found, form, variants, board, status=422)


def _kept(
    request: HttpRequest, stand: Stand, found: Product | None, form: ProductForm, variants: Any, board: pictures.Board
) -> Product | None:
    """The product, kept; None where the house refused, and then the form says why."""
    try:
        return services.keep_product(
            enterprise=stand.enterprise,
            actor=stand.member,
            product=found,
            variants=variants.drafts,
            seen=variants.seen,
            points=form.cleaned_data["points"],
            pictures=board.kept,
            key=_key(request),
            and_publish="publish" in request.POST,
            **form.said,
        )
    except ValidationError as error:
        _tell(form, error)
        return None


def _key(request: HttpRequest) -> str:
    """What names the form that was sent; blank where it is none of ours."""
    key = request.POST.get("key", "")
    return key if _KEY.fullmatch(key) else ""


def _tell(form: ProductForm, error: ValidationError) -> None:
    """Beside the field where the form has it, else above the form."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, problems in error.error_dict.items():
        form.add_error(name if name in form.fields else None, problems)


def _after(request: HttpRequest, stand: Stand, kept: Product) -> HttpResponse:
    if kept.state == State.PUBLISHED and stand.enterprise.is_visible:
        messages.success(request, _("“%(name)s” is saved, and everybody can see it.") % {"name": kept.name})
    elif kept.state == State.PUBLISHED:
        words = _("“%(name)s” is saved. It will be seen as soon as your enterprise is verified.")
        messages.success(request, words % {"name": kept.name})
    else:
        words = _("“%(name)s” is saved. Nobody sees it until you publish it.")
        messages.success(request, words % {"name": kept.name})
    return redirect(stand.url("shop_desk_product", kept.slug))


def _page(
    request: HttpRequest,
    stand: Stand,
    found: Product | None,
    form: ProductForm,
    variants: Any,
    board: pictures.Board,
    *,
    errors: bool = True,
    status: int = 200,
) -> HttpResponse:
    if not errors:
        # More room was asked for: what is not filled in yet is no mistake.
        form, variants = _unjudged(form), _unjudged(variants)
    title = _("Edit a product") if found else _("Add a product")
    thumbs = queries.thumbs(stand.enterprise, [row.photo.pk for row in board.rows])
    context = frame(
        stand,
        "products",
        title,
        product=found,
        form=form,
        variants=variants,
        board=board,
        key=_key(request) or secrets.token_hex(16),
        pictures=[(row, thumbs[row.photo.pk]) for row in board.rows],
        most=pictures.MOST,
        has_errors=status == 422,
    )
    return render(request, "shop/desk/product.html", context, status=status)


def _unjudged(form: Any) -> Any:
    """The form with what was typed and without its errors."""
    form.is_valid()
    for one in getattr(form, "forms", [form]):
        one._errors.clear()
    if hasattr(form, "_non_form_errors"):
        form._non_form_errors.clear()
        form._errors = [{} for _one in form.forms]
    return form


def _of(stand: Stand, slug: str) -> Product:
    found = queries.product_called(stand.enterprise, slug)
    if found is None:
        raise Http404
    return found


def _suspended() -> str:
    return _("Your enterprise is suspended, so nothing can be sold for now.")


def _refuse_suspended(stand: Stand) -> None:
    if not stand.may_sell:
        raise ValidationError(_suspended(), code="suspended")
