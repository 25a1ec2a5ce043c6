"""The market and who may do what in it: what each address of its newer rooms answers to every role. Part of the walk's table.

A room adds its lines below its own comment.
"""

from tests.accounts.walk_certificates import CERTIFICATES
from tests.accounts.walk_outcomes import REFUSED, Row, everyone, members
from tests.accounts.walk_reports import REPORTS
from tests.accounts.walk_reviews import REVIEWS
from tests.accounts.walk_samples import NO_ID
from tests.shop.orders.ground import piece

FILES = ("file", "orders_file")
SALES_AND_PACKING = ("sales", "enter_sale", "entries", "packing", "slips", "labels", "sent", "returned")

MARKET: list[tuple[str, Row]] = [
    *REVIEWS,
    # Receipts: of an order not paid there is none, not even for its buyer.
    *(
        (name, Row(get=members(404), post=members(405, 404), args=lambda s: {"number": s.order.number}))
        for name in ("receipt", "receipt_pdf")
    ),
    *(
        (name, Row(get=everyone(404), post=everyone(405, 404), args=args))
        for name in ("receipt_guest", "receipt_pdf_guest")
        for args in (
            lambda s: [s.guests_order.number, s.key],
            lambda s: [s.guests_order.number, "forged.key"],
        )
    ),
    *(
        (name, Row(get=members(404), post=members(404), args=lambda s: [s.order.enterprise.slug, s.order.number]))
        for name in ("shop_desk_receipt", "shop_desk_receipt_pdf")
    ),
    # Sales off line and packing: at the desk of an enterprise whose member none of the roles is.
    *(
        (f"shop_desk_{name}", Row(get=members(404), post=members(404), args=args))
        for name, args in (
            *((name, lambda s: [s.order.enterprise.slug]) for name in (*SALES_AND_PACKING, *FILES)),
            ("file_plan", lambda s: [s.order.enterprise.slug, NO_ID]),
            ("file_download", lambda s: [s.order.enterprise.slug, "csv"]),
            ("stock", lambda s: [s.order.enterprise.slug, piece(s.order).product.slug, piece(s.order).pk]),
            ("sale", lambda s: [s.order.enterprise.slug, NO_ID]),
            ("return", lambda s: [s.order.enterprise.slug, NO_ID]),
            ("return_photo", lambda s: [s.order.enterprise.slug, NO_ID, NO_ID]),
            ("sales_file", lambda s: [s.order.enterprise.slug, "all", "xlsx"]),
        )
    ),
    # Sending back: of an order that is not received nothing can be; no role but the guest has the guest's key.
    *(
        (name, Row(get=members(404), post=members(404, 405), args=args))
        for name, args in (
            ("order_return", lambda s: [s.order.number]),
            ("order_return_keep", lambda s: [s.order.number, NO_ID]),
            ("order_return_photo", lambda s: [s.order.number, NO_ID, NO_ID]),
        )
    ),
    ("order_return_guest", Row(get=everyone(302), post=everyone(422), args=lambda s: [s.guests_order.number, s.key])),
    *(
        (name, Row(get=everyone(404), post=everyone(404, 405), args=args))
        for name, args in (
            ("order_return_guest", lambda s: [s.guests_order.number, "forged.key"]),
            ("order_return_keep_guest", lambda s: [s.guests_order.number, s.key, NO_ID]),
            ("order_return_photo_guest", lambda s: [s.guests_order.number, s.key, NO_ID, NO_ID]),
        )
    ),
    *CERTIFICATES,
    *REPORTS,
    # payments by card: those who walk bought nothing, the guest pays another way, and no key of Stripe is set
    *(
        (name, Row(get=members(404), post=members(404), args=lambda s: {"number": s.order.number}))
        for name in ("order_card", "order_card_back")
    ),
    ("order_card_guest", Row(get=everyone(302), post=everyone(302), args=lambda s: [s.guests_order.number, s.key])),
    ("order_card_back_guest", Row(get=everyone(404), args=lambda s: [s.guests_order.number, s.key])),
    *(
        (name, Row(get=everyone(404), post=everyone(404), args=lambda s: [s.guests_order.number, "forged.key"]))
        for name in ("order_card_guest", "order_card_back_guest")
    ),
    ("stripe_webhook", Row(get=everyone(405), post=everyone(404))),
    # What the programme owes an enterprise: at its desk, for its members only.
    *(
        (f"shop_desk_{name}", Row(get=members(404), post=members(404), args=args))
        for name, args in (
            *((name, lambda s: [s.order.enterprise.slug]) for name in ("balance", "account")),
            ("statement", lambda s: [s.order.enterprise.slug, "csv"]),
            ("proof", lambda s: [s.order.enterprise.slug, NO_ID]),
        )
    ),
    # Wishes: everybody has a list of their own; a product that is not there cannot be on it.
    ("shop_wishes", Row(get=everyone(200))),
    ("shop_wish", Row(get=REFUSED, post=everyone(404))),
    ("shop_wish", Row(get=REFUSED, post=everyone(404), data=lambda s: {"product": str(NO_ID)})),
    ("shop_wish_button", Row(get=everyone(404))),
    ("shop_seen", Row(get=everyone(200), query="?p=1.2.x")),
    # Landing pages are everybody's; those of no province and no category are not there.
    ("shop_provinces", Row(get=everyone(200))),
    ("shop_province", Row(get=everyone(200), args=lambda s: [s.order.enterprise.province_id])),
    ("shop_province", Row(get=everyone(404), args=lambda s: ["99"])),
    ("shop_land_category", Row(get=everyone(200), args=lambda s: [piece(s.order).product.category.slug])),
    ("shop_land_category", Row(get=everyone(404), args=lambda s: ["no-such-kind"])),
]
