"""The inbox of payment services in the admin: what came, what became of it, and a way to apply it once more."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.permission_policies import ModelPermissionPolicy

from shop.payments import inbox
from shop.payments.events import EventState, WebhookEvent
from shop.payments.gateways import stripe

MAY_SEE = "shop_payments.view_webhookevent"
MAY_REPLAY = "shop_payments.change_webhookevent"


class EventsView(IndexView):
    """All events, the latest first; filtered by state, searched by their names."""

    model = WebhookEvent
    permission_policy = ModelPermissionPolicy(WebhookEvent)
    any_permission_required = ["view"]
    page_title = gettext_lazy("Events of payment services")
    header_icon = "mail"
    index_url_name = "shop_card_events"
    index_results_url_name = "shop_card_events_results"
    list_filter = ["state", "livemode"]
    search_fields = ["event", "kind", "about"]
    paginate_by = 50
    default_ordering = "-received_at"
    columns = [
        TitleColumn("kind", label=gettext_lazy("Kind"), get_url=lambda one: reverse("shop_card_event", args=[one.pk])),
        Column("about", label=gettext_lazy("About")),
        Column("get_state_display", label=gettext_lazy("State"), sort_key="state"),
        Column("tries", label=gettext_lazy("Tries")),
        DateColumn("received_at", label=gettext_lazy("Received"), sort_key="received_at"),
    ]


@never_cache
@permission_required(MAY_SEE, raise_exception=True)
@require_safe
def event(request: HttpRequest, pk: int) -> HttpResponse:
    """One event, with the problem it met."""
    found = get_object_or_404(WebhookEvent, pk=pk)
    context: dict[str, Any] = {
        "event": found,
        "may_replay": request.user.has_perm(MAY_REPLAY) and stripe.is_on(),
        "header_title": found.kind,
        "header_icon": "mail",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("shop_card_events"), "label": _("Events of payment services")},
            {"url": "", "label": found.event},
        ],
    }
    return render(request, "shop/payments/admin_event.html", context)


@never_cache
@permission_required(MAY_REPLAY, raise_exception=True)
@require_POST
def replay(request: HttpRequest, pk: int) -> HttpResponse:
    """Apply it once more, now. What was applied already changes nothing."""
    found = get_object_or_404(WebhookEvent, pk=pk)
    if not stripe.is_on():
        raise Http404
    ended = inbox.replay(events=WebhookEvent.objects.filter(pk=found.pk))
    state = EventState(next(iter(ended), EventState.NEW.value))
    tell = messages.success if state in {EventState.DONE, EventState.IGNORED} else messages.error
    tell(request, _("The event was applied once more: %(state)s.") % {"state": state.label})
    return redirect("shop_card_event", found.pk)
