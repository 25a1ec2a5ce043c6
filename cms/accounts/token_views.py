"""A person's tokens: made, shown once, revoked. Only who may edit pages has any."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cms.accounts import api_tokens
from cms.accounts.forms import TokenForm
from cms.accounts.models import User

TOKENS_PER_PAGE = 20


def _editor(request: HttpRequest) -> User:
    """The person, who may have tokens. Raises Http404."""
    user = cast(User, request.user)
    if not api_tokens.may_have_tokens(user):
        raise Http404
    return user


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """One's tokens, and the form for a new one; its secret stands on the answer to the form and nowhere else."""
    user = _editor(request)
    form, secret = TokenForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            _token, secret = api_tokens.make_token(user=user, **form.cleaned_data)
            form = TokenForm()
        except api_tokens.TooManyTokens:
            words = _("You have %(most)s good tokens already. Revoke one first.")
            form.add_error(None, words % {"most": api_tokens.MOST})
    page = Paginator(api_tokens.tokens_of(user), TOKENS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/tokens.html", {"form": form, "secret": secret, "tokens": page})


@login_required
@require_POST
def revoke(request: HttpRequest) -> HttpResponse:
    """Make one of one's tokens good for nothing. 404 for what is none of them."""
    user, key = _editor(request), request.POST.get("token", "")
    if not (key.isascii() and key.isdigit() and len(key) < 19) or not api_tokens.revoke_token(
        user=user, token_id=int(key)
    ):
        raise Http404
    messages.success(request, _("The token is revoked."))
    return redirect("account_tokens")
