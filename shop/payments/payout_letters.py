"""What members of an enterprise are told of their money. Stored in both languages; no account number is ever in it."""

from django.urls import reverse
from django.utils.translation import override

from cms.accounts.models import User
from cms.accounts.services import notify
from shop import money
from shop.enterprises.models import Enterprise, MemberRole
from shop.enterprises.queries import members_of, members_to_tell
from shop.payments.ledger import AccountChange, LedgerEntry, Payout

_MOST_OF_A_REASON = 150


def tell_paid_out(payout: Payout) -> None:
    """Every member: so much was transferred."""
    one, amount = payout.enterprise, money.baht(payout.amount)
    _tell(
        one,
        members_to_tell(one),
        "payout",
        f"โครงการโอนเงิน {amount} บาท ให้ {one.name_th} แล้ว เลขอ้างอิง {payout.reference}",
        f"{amount} baht were transferred to {one.name_en}, reference {payout.reference}",
    )


def tell_taken_back(payout: Payout, reason: str) -> None:
    """Every member: what was told before did not happen so."""
    one, amount, why = payout.enterprise, money.baht(payout.amount), _short(reason)
    _tell(
        one,
        members_to_tell(one),
        "payout_taken_back",
        f"แก้ไขรายการโอนเงิน {amount} บาท ให้ {one.name_th}: ยังไม่ถือว่าจ่าย เพราะ {why}",
        f"The transfer of {amount} baht to {one.name_en} counts as not made: {why}",
    )


def tell_adjusted(entry: LedgerEntry) -> None:
    """Every member: what is owed was corrected, and why."""
    one, amount, why = entry.enterprise, money.baht(entry.amount), _short(entry.reason)
    _tell(
        one,
        members_to_tell(one),
        "ledger_adjusted",
        f"ยอดค้างจ่ายของ {one.name_th} ถูกแก้ไข {amount} บาท เพราะ {why}",
        f"What is owed to {one.name_en} was corrected by {amount} baht: {why}",
    )


def tell_account_changed(change: AccountChange) -> None:
    """Every owner, who made the change too: a stranger in somebody's account is found by this."""
    one = change.enterprise
    owners = [member.user for member in members_of(one) if member.role == MemberRole.OWNER and member.user.is_active]
    _tell(
        one,
        owners,
        "account_changed",
        f"บัญชีธนาคารรับเงินของ {one.name_th} ถูกเปลี่ยน ถ้าไม่ใช่เจ้าของเปลี่ยน โปรดติดต่อเราทันที",
        f"The bank account for payouts of {one.name_en} was changed. If no owner did this, write to us at once",
        page="shop_desk_account",
    )


def _tell(
    one: Enterprise, people: list[User], kind: str, text_th: str, text_en: str, page: str = "shop_desk_balance"
) -> None:
    for person in people:
        with override(person.language):
            url = reverse(page, args=[one.slug])
        notify(recipient=person, kind=kind, text_th=text_th, text_en=text_en, url=url)


def _short(reason: str) -> str:
    return reason if len(reason) <= _MOST_OF_A_REASON else f"{reason[:_MOST_OF_A_REASON]}…"
