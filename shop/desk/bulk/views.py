"""Products as a file at the desk: down, up, what it would do, and having it done."""

import re
import secrets
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from cms.accounts.pace import counted
from shop.desk.bulk import services, writing
from shop.desk.bulk.columns import LIMITS, MOST_ROWS
from shop.desk.bulk.previews import preview
from shop.desk.models import ProductsFile
from shop.enterprises.doors import Stand, for_members, frame

_KEY = re.compile(r"[0-9a-f]{32}")
# A file of thousands of rows takes seconds to read.
FILES_AN_HOUR = 60
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


class FileForm(forms.Form):
    """A file of products."""

    file = forms.FileField(
        label=gettext_lazy("Your file"),
        help_text=gettext_lazy(
            "XLSX or CSV, as you downloaded it here. Nothing is changed before you have seen what changes."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def products_file(request: HttpRequest, stand: Stand) -> HttpResponse:
    """Take a file, or tell how it is done."""
    if request.method != "POST":
        return _page(request, stand, FileForm())
    if not stand.may_sell:
        messages.warning(request, _("Your enterprise is suspended, so nothing can be sold for now."))
        return redirect(stand.url("shop_desk_home"))
    if counted(f"product-files:{stand.member.pk}") > FILES_AN_HOUR:
        words = _("You have sent %(number)s files within the hour. Please try again later.")
        messages.warning(request, words % {"number": FILES_AN_HOUR})
        return redirect(stand.url("shop_desk_file"))
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, stand, form, status=422)
    file = form.cleaned_data["file"]
    try:
        # One byte more than allowed, so that it is said to be too much without holding all of it.
        content = file.read(LIMITS.size + 1)
        kept = services.bring(
            enterprise=stand.enterprise, member=stand.member, key=_key(request), name=file.name or "", content=content
        )
    except services.Flawed as flawed:
        form.add_error("file", flawed)
        return _page(request, stand, form, status=422, flaws=flawed.flaws)
    except ValidationError as error:
        form.add_error("file", error)
        return _page(request, stand, form, status=422)
    return redirect(stand.url("shop_desk_file_plan", kept.pk))


def _key(request: HttpRequest) -> str:
    key = request.POST.get("key", "")
    return key if _KEY.fullmatch(key) else secrets.token_hex(16)


def _page(
    request: HttpRequest, stand: Stand, form: FileForm, *, status: int = 200, flaws: list[Any] | None = None
) -> HttpResponse:
    context = frame(
        stand,
        "products",
        _("Products as a file"),
        form=form,
        key=_key(request),
        flaws=flaws or [],
        rules=writing.rules(),
        most=MOST_ROWS,
    )
    return render(request, "shop/desk/products_file.html", context, status=status)


@for_members
@require_safe
def download(request: HttpRequest, stand: Stand, form: str) -> HttpResponse:
    """The products as they are now; the addresses let no other form through."""
    content, kind = (
        (writing.csv(stand.enterprise), CSV) if form == "csv" else (writing.workbook(stand.enterprise), XLSX)
    )
    headers = {
        "Content-Disposition": f'attachment; filename="products-{stand.enterprise.slug}.{form}"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=kind, headers=headers)


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, stand: Stand, pk: int) -> HttpResponse:
    """What a file would do, or did; confirming has it done, once."""
    kept = ProductsFile.objects.filter(enterprise=stand.enterprise, pk=pk).first()
    if kept is None:
        raise Http404
    kept.enterprise = stand.enterprise
    if request.method != "POST":
        return _plan(request, stand, kept)
    if not stand.may_sell:
        messages.warning(request, _("Your enterprise is suspended, so nothing can be sold for now."))
        return redirect(stand.url("shop_desk_home"))
    try:
        number = services.write(kept=kept, actor=stand.member)
    except services.Flawed:
        return _plan(request, stand, kept, status=409)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
        return redirect(stand.url("shop_desk_file"))
    words = ngettext("%(number)s product is written down.", "%(number)s products are written down.", number)
    messages.success(request, words % {"number": f"{number:,}"})
    return redirect(stand.url("shop_desk_products"))


def _plan(request: HttpRequest, stand: Stand, kept: ProductsFile, *, status: int = 200) -> HttpResponse:
    found = services.plan_of(kept)
    context = frame(
        stand,
        "products",
        _("Products as a file"),
        kept=kept,
        preview=preview(found),
        flaws=found.flaws,
    )
    return render(request, "shop/desk/products_plan.html", context, status=status)
