"""What the addresses of reviews, satisfaction and reports answer to every role; see `walk_table`."""

from tests.accounts.walk_outcomes import Row, everyone, members
from tests.accounts.walk_samples import NO_ID, Samples
from tests.shop.orders.ground import piece


def _product(samples: Samples) -> str:
    return str(piece(samples.order).product.slug)


def _line(samples: Samples) -> int:
    return int(samples.order.lines.get().pk)


def _guests_line(samples: Samples) -> list[str]:
    return [samples.guests_order.number, samples.key, str(samples.guests_order.lines.get().pk)]


REVIEWS: list[tuple[str, Row]] = [
    ("shop_reviews", Row(get=everyone(200), args=lambda s: {"slug": _product(s)})),
    ("shop_reviews", Row(get=everyone(200), args=lambda s: {"slug": _product(s)}, query="?stars=5&order=worst&page=2")),
    ("shop_reviews", Row(get=everyone(404), args=lambda s: {"slug": "not-there"})),
    ("shop_satisfaction", Row(get=everyone(200))),
    ("shop_satisfaction", Row(get=everyone(200), query="?year=9999")),
    ("shop_survey", Row(get=everyone(404), post=everyone(404), args=lambda s: {"token": "1.forged"})),
    # The owner's line, which is somebody else's to every role; a guest's, which was not received; a forged key.
    (
        "review_line",
        Row(get=members(404), post=members(404), args=lambda s: {"number": s.order.number, "line": _line(s)}),
    ),
    (
        "review_picture",
        Row(
            get=members(404),
            post=members(405, 404),
            args=lambda s: {"number": s.order.number, "line": _line(s), "pk": NO_ID},
        ),
    ),
    ("review_line_guest", Row(get=everyone(200), post=everyone(422), args=_guests_line)),
    (
        "review_line_guest",
        Row(get=everyone(404), post=everyone(404), args=lambda s: [s.guests_order.number, s.key, str(NO_ID)]),
    ),
    (
        "review_line_guest",
        Row(get=everyone(404), post=everyone(404), args=lambda s: [s.guests_order.number, "forged.key", str(NO_ID)]),
    ),
    (
        "review_picture_guest",
        Row(get=everyone(404), post=everyone(405, 404), args=lambda s: [*_guests_line(s), str(NO_ID)]),
    ),
    *(
        (f"shop_desk_{name}", Row(get=members(404), post=members(404), args=args))
        for name, args in (
            ("reviews", lambda s: [s.order.enterprise.slug]),
            ("satisfaction", lambda s: [s.order.enterprise.slug]),
            ("review", lambda s: [s.order.enterprise.slug, NO_ID]),
        )
    ),
    *(
        ("community_report", Row(get=everyone(404), post=everyone(404), args=args))
        for args in (lambda s: ["review", str(NO_ID)], lambda s: ["nothing", "1"])
    ),
    ("community_decision", Row(get=everyone(404), post=everyone(404), args=lambda s: {"token": "1.forged.token"})),
]
