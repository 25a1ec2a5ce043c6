"""What is told of returns: the seller that somebody asks, the buyer what the seller answers."""

from cms.accounts.services import notify
from shop.orders import letters, links
from shop.orders.letters import Occasion
from shop.orders.returning import ReturnEvent, ReturnRequest, ReturnState

ASKED = Occasion(
    "return_asked",
    "ผู้ซื้อขอคืนสินค้าของคำสั่งซื้อ {} โปรดตอบ",
    "The buyer of order {} asks to send goods back: please answer",
)
WITHDRAWN = Occasion(
    "return_withdrawn",
    "ผู้ซื้อยกเลิกการขอคืนสินค้าของคำสั่งซื้อ {}",
    "The buyer of order {} keeps the goods",
    mail=False,
)
_TO_BUYER = {
    ReturnState.ACCEPTED: ("ผู้ขายรับคืนสินค้าของคำสั่งซื้อ {}", "The seller takes back goods of order {}"),
    ReturnState.REFUSED: ("ผู้ขายไม่รับคืนสินค้าของคำสั่งซื้อ {}", "The seller does not take back goods of order {}"),
    ReturnState.CAME_BACK: ("ผู้ขายได้รับสินค้าที่คืนของคำสั่งซื้อ {} แล้ว", "The goods of order {} are back with the seller"),
}


def tell_members(request: ReturnRequest) -> None:
    """Tell everybody who acts for the seller."""
    letters.tell_members(request.order, WITHDRAWN if request.state == ReturnState.WITHDRAWN else ASKED)


def tell_buyer(request: ReturnRequest, event: ReturnEvent) -> None:
    """Tell the buyer by mail, and a member on the site too."""
    order = request.order
    letters.tell_of_return(order, request, event)
    user = order.purchase.user
    if user is None or user.left_at is not None:
        return
    thai, english = _TO_BUYER[ReturnState(event.to_state)]
    notify(
        recipient=user,
        kind=f"return_{event.to_state}",
        text_th=thai.format(order.number),
        text_en=english.format(order.number),
        url=links.path(order, language=user.language),
        mail=False,
    )
