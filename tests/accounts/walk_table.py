"""What every address answers to every role: the table of the walk (`test_walk.py`).

TO ADD AN ADDRESS, ADD ONE LINE to TABLE: its name as `reverse()` takes it, who gets what by GET and by POST, and, where it
has arguments, how to make them from the `Samples`:

    ("story_feed", Row(get=everyone(200))),
    ("media:original", Row(get=only(LOOKS_AFTER), args=lambda s: {"photo_id": s.photo.pk})),
    ("media:original", Row(get=everyone(404), args=lambda s: {"photo_id": NO_ID})),        # an id that is not there

POST is refused (405) unless a line says otherwise. Several lines of one name are several visits. An address without a
line, or whose arguments have no sample, fails the walk. Lines of the API stand in `walk_api`, of Kalyanamitr in
`walk_kalyanamitr`, of the market's newer rooms in `walk_market`.

Addresses under /admin/ need no line: nobody but staff gets in, and staff meet no error. Where only some of the staff may,
add a prefix to ADMIN_ONLY. An address there whose argument has no sample needs one in `admin_sample`.
"""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

from cms.accounts.roles import Role
from shop.checkout.keys import page_key
from tests.accounts.walk_api import API
from tests.accounts.walk_kalyanamitr import DECIDED_BY_MODERATORS, KALYANAMITR
from tests.accounts.walk_market import MARKET
from tests.accounts.walk_outcomes import (
    LOOKS_AFTER,
    REFUSED,
    Row,
    everyone,
    members,
    only,
    staff_of_the_shop,
    staff_with_tokens,
    visitors,
)
from tests.accounts.walk_outcomes import (
    STAFF_NAMES as STAFF_NAMES,
)
from tests.accounts.walk_samples import NO_ID, Samples, owners_line
from tests.cast import VISITOR
from tests.shop.orders.ground import piece


def results_file(form: str) -> Callable[[Samples], dict[str, Any]]:
    """The arguments of one file of the published result."""
    return lambda samples: {"pk": samples.result.pk, "form": form}


NO_KEY = UUID(int=0)

DESK_PAGES = (
    *("home", "submit", "orders", "products", "new_product"),
    *("enterprise", "members", "terms", "questions"),
)

RESEARCH_FILES = (
    *(("figures", "csv"), ("figures", "xlsx"), ("figures", "json")),
    *(("citation", "bib"), ("citation", "ris")),
)


TABLE: list[tuple[str, Row]] = [
    ("healthz", Row(get=everyone(200))),
    ("readyz", Row(get=everyone(503))),
    ("robots", Row(get=everyone(200), post=everyone(200))),
    ("sitemap_index", Row(get=everyone(200), post=everyone(200))),
    ("sitemap", Row(get=everyone(200), post=everyone(200), args=lambda s: {"section": "pages"})),
    ("sitemap", Row(get=everyone(200), post=everyone(200), args=lambda s: {"section": "things"})),
    ("sitemap", Row(get=everyone(404), post=everyone(404), args=lambda s: {"section": "secrets"})),
    ("media:public", Row(get=everyone(404), args=lambda s: {"name": f"ab/1-card-{'0' * 24}.webp"})),
    ("media:original", Row(get=only(LOOKS_AFTER), args=lambda s: {"photo_id": s.photo.pk})),
    ("media:original", Row(get=everyone(404), args=lambda s: {"photo_id": NO_ID})),
    ("media:preview", Row(get=only(LOOKS_AFTER), args=lambda s: {"rendition_id": s.preview.pk})),
    ("media:preview", Row(get=everyone(404), args=lambda s: {"rendition_id": NO_ID})),
    ("media:draft", Row(get=only(LOOKS_AFTER), args=lambda s: {"photo_id": s.photo.pk, "size": "card"})),
    ("media:draft", Row(get=everyone(404), args=lambda s: {"photo_id": NO_ID, "size": "card"})),
    ("media:draft", Row(get=everyone(404), args=lambda s: {"photo_id": s.photo.pk, "size": "enormous"})),
    ("media:file", Row(get=only(LOOKS_AFTER), args=lambda s: {"file_id": s.file.pk, "filename": s.file.filename})),
    ("media:file", Row(get=everyone(404), args=lambda s: {"file_id": NO_ID, "filename": s.file.filename})),
    ("places:find", Row(get=everyone(400))),
    ("places:find", Row(get=everyone(200), query="?q=50")),
    *API,
    *KALYANAMITR,
    *MARKET,
    ("account_tokens", Row(get=staff_with_tokens, post=staff_with_tokens)),
    (
        "account_revoke_token",
        Row(get=members(405), post=members(404), data=lambda s: {"token": str(NO_ID)}),
    ),
    ("search", Row(get=everyone(200))),
    ("search", Row(get=everyone(200), query="?q=น้ำ")),
    ("story_feed", Row(get=everyone(200), post=everyone(200))),
    *((f"research_{name}", Row(get=everyone(200), args=results_file(form))) for name, form in RESEARCH_FILES),
    *(
        (f"research_{name}", Row(get=everyone(404), args=lambda s: {"pk": NO_ID, "form": "csv"}))
        for name in ("figures", "citation")
    ),
    ("research_figures", Row(get=everyone(404), args=lambda s: {"pk": s.result.pk, "form": "exe"})),
    ("research_list_figures", Row(get=everyone(200), args=lambda s: {"form": "csv"}, query="?year=2024")),
    ("research_list_figures", Row(get=everyone(404), args=lambda s: {"form": "exe"})),
    # One's own pages.
    ("account_profile", Row(get=members(200), post=members(200))),
    ("account_me", Row(get=everyone(200))),
    ("account_notices", Row(get=members(200), post=members(405))),
    ("account_read_notices", Row(get=members(405), post=members(302))),
    ("account_read_notices", Row(get=members(405), post=members(302), data=lambda s: {"up_to": str(s.notice.pk)})),
    ("account_leave", Row(get=members(200), post=members(200))),
    ("account_left", Row(get=everyone(200))),
    # allauth's.
    ("account_login", Row(get=visitors(200), post=visitors(200))),
    ("account_logout", Row(get=members(200), post=everyone(302))),
    ("account_signup", Row(get=visitors(200), post=visitors(200))),
    ("account_inactive", Row(get=everyone(200))),
    ("account_reauthenticate", Row(get=members(200), post=members(200))),
    ("account_email", Row(get=members(200), post=members(302))),
    ("account_email_verification_sent", Row(get=everyone(200))),
    ("account_confirm_email", Row(get=everyone(200), post=everyone(404), args=lambda s: {"key": "nonsense"})),
    ("account_change_password", Row(get=members(200), post=members(200))),
    ("account_set_password", Row(get=everyone(302), post=everyone(302))),
    ("account_reset_password", Row(get=everyone(200), post=everyone(200))),
    ("account_reset_password_done", Row(get=everyone(200))),
    (
        "account_reset_password_from_key",
        Row(get=everyone(200), post=everyone(200), args=lambda s: {"uidb36": "1", "key": "set-password"}),
    ),
    ("account_reset_password_from_key_done", Row(get=everyone(200))),
    # Makers: one that visitors see, one that is not there; a link that invites nobody.
    ("shop_list", Row(get=everyone(200))),
    ("shop_category", Row(get=everyone(200), args=lambda s: {"slug": piece(s.order).product.category.slug})),
    ("shop_category", Row(get=everyone(404), args=lambda s: {"slug": "not-there"})),
    ("shop_product", Row(get=everyone(200), args=lambda s: {"slug": piece(s.order).product.slug})),
    ("shop_product", Row(get=everyone(404), args=lambda s: {"slug": "not-there"})),
    (
        "shop_ask",
        Row(get=everyone(200), post=everyone(422), args=lambda s: {"slug": piece(s.order).product.slug}),
    ),
    ("shop_ask", Row(get=everyone(404), post=everyone(404), args=lambda s: {"slug": "not-there"})),
    ("shop_enterprises", Row(get=everyone(200))),
    ("shop_enterprise", Row(get=everyone(200), args=lambda s: {"slug": s.order.enterprise.slug})),
    ("shop_enterprise", Row(get=everyone(404), args=lambda s: {"slug": "not-there"})),
    ("shop_open", Row(get=members(200), post=members(422))),
    ("shop_join", Row(get=members(404), post=members(404), args=lambda s: {"token": "forged"})),
    # Orders: the owner's, which is somebody else's to every role, and a guest's with its key and a forged one.
    # The desk of an enterprise whose member none of the roles is; tests/shop/desk walks it as its members.
    ("shop_desk", Row(get=members(200), post=members(405))),
    *(
        (f"shop_desk_{name}", Row(get=members(404), post=members(404), args=args))
        for name, args in (
            *((name, lambda s: [s.order.enterprise.slug]) for name in DESK_PAGES),
            ("home", lambda s: ["not-there"]),
            ("order", lambda s: [s.order.enterprise.slug, s.order.number]),
            ("picture", lambda s: [s.order.enterprise.slug, s.photo.pk]),
            ("product", lambda s: [s.order.enterprise.slug, piece(s.order).product.slug]),
            ("product_act", lambda s: [s.order.enterprise.slug, piece(s.order).product.slug]),
            ("question", lambda s: [s.order.enterprise.slug, NO_ID]),
        )
    ),
    # Carts and buying. Nobody on the walk has a cart; the line is the owner's.
    ("cart", Row(get=everyone(200))),
    ("cart_count", Row(get=everyone(200))),
    ("cart_add", Row(get=REFUSED, post=everyone(404))),
    ("cart_add", Row(get=REFUSED, post=everyone(404), data=lambda s: {"variant": str(NO_ID), "quantity": "1"})),
    ("cart_add", Row(get=REFUSED, post=everyone(422), data=lambda s: {"variant": str(piece(s.order).pk)})),
    ("cart_change", Row(get=REFUSED, post=everyone(302))),
    ("cart_change", Row(get=REFUSED, post=everyone(404), data=lambda s: {"remove": owners_line(s)})),
    ("cart_change", Row(get=REFUSED, post=everyone(404), data=lambda s: {f"quantity-{owners_line(s)}": "1"})),
    ("checkout", Row(get=everyone(302), post=everyone(409))),
    ("checkout_places", Row(get=everyone(200), query="?q=40000")),
    ("checkout_done", Row(get=everyone(404), args=lambda s: {"page_key": "forged.key.of-nobody"})),
    (
        "checkout_done",  # a member's own page
        Row(
            get=lambda role: {302} if role == VISITOR else {404},
            args=lambda s: {"page_key": page_key(s.order.purchase)},
        ),
    ),
    ("orders", Row(get=members(200), post=members(405))),
    *(
        (name, Row(get=members(404), post=members(404), args=lambda s: {"number": s.order.number}))
        for name in ("order", "order_cancel", "order_received", "order_code", "order_slip")
    ),
    (
        "slip",
        Row(get=staff_of_the_shop, post=members(405), args=lambda s: {"number": s.order.number, "pk": s.slip.pk}),
    ),
    ("slip", Row(get=members(404), post=members(405), args=lambda s: {"number": s.order.number, "pk": NO_ID})),
    ("order_guest", Row(get=everyone(200), args=lambda s: [s.guests_order.number, s.key])),
    ("order_cancel_guest", Row(get=everyone(302), post=everyone(422), args=lambda s: [s.guests_order.number, s.key])),
    ("order_received_guest", Row(get=everyone(302), post=everyone(302), args=lambda s: [s.guests_order.number, s.key])),
    ("order_code_guest", Row(get=everyone(404), args=lambda s: [s.guests_order.number, s.key])),
    ("order_slip_guest", Row(get=everyone(302), post=everyone(422), args=lambda s: [s.guests_order.number, s.key])),
    ("slip_guest", Row(get=everyone(200), args=lambda s: [s.guests_order.number, s.key, str(s.guests_slip.pk)])),
    ("slip_guest", Row(get=everyone(404), args=lambda s: [s.guests_order.number, s.key, str(s.slip.pk)])),
    *(
        (name, Row(get=everyone(404), post=everyone(404), args=lambda s: [s.guests_order.number, "forged.key"]))
        for name in (
            "order_guest",
            "order_cancel_guest",
            "order_received_guest",
            "order_code_guest",
            "order_slip_guest",
        )
    ),
    # The academy: anybody enrols, but what the owner learned is nobody else's. A lesson, a course that is not there.
    ("learning", Row(get=members(200), post=members(405))),
    ("learning_enrol", Row(get=REFUSED, post=everyone(302), args=lambda s: {"course": s.course})),
    ("learning_enrol", Row(get=REFUSED, post=members(404), args=lambda s: {"course": NO_KEY})),
    ("learning_completion", Row(get=members(404), post=members(405), args=lambda s: {"course": s.course})),
    *(
        (f"learning_{name}", Row(get=REFUSED, post=members(404), args=args))
        for name, args in (
            *((name, lambda s: {"course": s.course}) for name in ("leave", "finish")),
            *((name, lambda s: {"course": NO_KEY}) for name in ("leave", "finish")),
            *((name, lambda s: {"lesson": s.lesson.translation_key}) for name in ("done", "undone", "place")),
            *((name, lambda s: {"lesson": NO_KEY}) for name in ("done", "undone", "place")),
        )
    ),
    # Pages.
    ("wagtailcore_login", Row(get=everyone(302), post=everyone(302))),
    (
        "wagtailcore_authenticate_with_password",
        Row(get=everyone(404), post=everyone(404), args=lambda s: {"page_view_restriction_id": NO_ID, "page_id": 1}),
    ),
    ("wagtail_serve", Row(get=everyone(200), post=everyone(200, 405), args=lambda s: [""])),
    ("wagtail_serve", Row(get=everyone(404), post=everyone(404), args=lambda s: ["not-there/"])),
    ("wagtail_serve", Row(get=everyone(404), post=everyone(404), args=lambda s: [f"{s.draft.slug}/"])),
    (
        "wagtail_serve",
        Row(
            get=lambda role: {200} if role == Role.RESEARCHER else {302},
            post=lambda role: {200, 405} if role == Role.RESEARCHER else {302},
            args=lambda s: [f"{s.for_researchers.slug}/"],
        ),
    ),
]

KEPT_BY_MODERATORS = (
    *("indicator-sets/add/", "indicator-sets/<int:pk>/edit/", "indicator-sets/<int:pk>/begin/", "^indicator-versions/"),
    *("indicator-versions/<int:pk>/edit/", "indicator-versions/<int:pk>/move/", "rounds/add/"),
)

# Of the staff, who may; the first prefix that fits counts. Refused is a way back to the admin's first page, or 403 or 404.
ADMIN_ONLY: list[tuple[str, frozenset[str]]] = [
    ("admin/groups/", frozenset()),
    ("admin/users/", frozenset({"administrator"})),
    ("admin/sites/", frozenset({"administrator"})),
    ("admin/locales/", frozenset({"administrator"})),
    ("admin/collections/", frozenset({"administrator"})),
    ("admin/redirects/", frozenset({"administrator"})),
    ("admin/workflows/enable", frozenset({"administrator"})),
    ("admin/workflows/disable", frozenset({"administrator"})),
    ("admin/workflows/edit", frozenset({"administrator"})),
    ("admin/settings/", frozenset({"administrator"})),
    ("admin/messages/", frozenset({"moderator", "administrator"})),
    ("admin/orders/", frozenset({"moderator", "administrator"})),
    ("admin/moderation/", frozenset({"moderator", "administrator"})),
    ("admin/payment-events/", frozenset({"moderator", "administrator"})),
    ("admin/payouts/", frozenset({"moderator", "administrator"})),
    ("admin/join-requests/", frozenset({"moderator", "administrator"})),
    ("admin/enterprises/", frozenset({"moderator", "administrator"})),
    *((f"admin/{prefix}", frozenset({"moderator", "administrator"})) for prefix in DECIDED_BY_MODERATORS),
    ("admin/laos/", frozenset({"moderator", "administrator"})),
    ("admin/reports/failed-tasks/", frozenset({"moderator", "administrator"})),
    # Editors look at indicator sets and rounds, and change nothing of them.
    *((f"admin/{prefix}", frozenset({"moderator", "administrator"})) for prefix in KEPT_BY_MODERATORS),
]

# What a form of Wagtail's needs at least; without it, it fails in Wagtail's own code.
ADMIN_DATA: dict[str, dict[str, str]] = {
    "wagtailadmin_choose_page_external_link": {"external-link-chooser-url": "https://example.org/"},
    "wagtailadmin_pages:copy": {"new_title": "Copy", "new_slug": "copy-of-it", "new_parent_page": "1"},
}

# Wagtail 7.4 fails here when staff post by hand what its pages never post: to a chooser without a form for new things, and
# to the second step of an import without the first. Nobody gets in by it, and nothing is changed.
FAILS_IN_WAGTAIL = re.compile(r"wagtailsnippetchoosers_\w+:create|wagtailredirects:process_import")

# Under /admin/ and yet answered to everybody: the way to sign in and out, the texts and drawings of the admin's scripts,
# and what is closed.
ADMIN_OPEN: dict[str, set[int]] = {
    "wagtailadmin_login": {302, 403},
    "wagtailadmin_logout": {302, 405},
    "wagtailadmin_javascript_catalog": {200, 405},
    "wagtailadmin_sprite": {200, 405},
    "wagtailadmin_password_reset": {404},
    "wagtailadmin_password_reset_done": {404},
    "wagtailadmin_password_reset_confirm": {404},
    "wagtailadmin_password_reset_complete": {404},
    "wagtailadmin_error_test": {404},
}
