"""A Stripe for tests, over HTTP on this machine: keeps pages, money and refunds. Its events are made in `stripe_events`.

In a test: `with running() as fake:`. As a process of its own, which outlives the servers that it is asked by:
`python -m tests.shop.payments.stripe_server PORT`; there POST /control/<verb>/<name> does what the verbs of `Fake` do.
Whether requests are such as Stripe takes is judged elsewhere, by a server made from Stripe's own specification.
"""

import json
import re
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

Row = dict[str, Any]


class Missing(LookupError):
    """There is nothing of this name."""


class Fake:
    """What Stripe knows. `fee` is what it keeps of each payment, `settles` whether it knows that at once."""

    def __init__(self) -> None:
        self.pages: dict[str, Row] = {}
        self.intents: dict[str, Row] = {}
        self.refunds: dict[str, Row] = {}
        self.disputes: dict[str, Row] = {}
        self.answers: dict[str, tuple[str, Row]] = {}
        self.calls: list[str] = []
        self.is_down = False
        self.settles = True
        self.fee = 1_133
        self.refunds_become = "succeeded"
        self.currency_of_account = "thb"
        self.lock = threading.RLock()

    def _name(self, kind: str) -> str:
        # A fresh one in each process, so that a restarted fake gives no name twice.
        return f"{kind}_test_{time.time_ns():x}{len(self.pages) + len(self.refunds)}"

    # What buyers and banks do.

    def pay(self, session: str) -> None:
        """The buyer pays, and the money is there at once."""
        self.complete(session)
        self.arrive(session)

    def complete(self, session: str) -> None:
        """The buyer has done their part; the bank has not."""
        page = self._page(session)
        if page["status"] == "expired":
            raise AssertionError("Nobody can pay on a page that has ended.")
        intent = {
            "id": self._name("pi"),
            "object": "payment_intent",
            "status": "processing",
            "amount_received": 0,
            "amount": page["amount_total"],
            "currency": page["currency"],
            "latest_charge": None,
        }
        self.intents[intent["id"]] = intent
        page.update(status="complete", url=None, payment_intent=intent["id"])

    def arrive(self, session: str) -> None:
        """The bank has paid."""
        page = self._page(session)
        intent = self.intents[page["payment_intent"]]
        balance = {
            "id": self._name("txn"),
            "object": "balance_transaction",
            "created": int(time.time()),
            "fee": self.fee,
            "currency": self.currency_of_account,
        }
        charge = {"id": f"ch_{intent['id']}", "object": "charge", "balance_transaction": balance}
        intent.update(status="succeeded", amount_received=intent["amount"], latest_charge=charge)
        page["payment_status"] = "paid"

    def refuse(self, session: str) -> None:
        """The bank says no."""
        self.intents[self._page(session)["payment_intent"]]["status"] = "requires_payment_method"

    def expire(self, session: str) -> None:
        """The page's time is over."""
        page = self._page(session)
        if page["status"] == "open":
            page.update(status="expired", url=None)

    def dispute(self, intent: str, *, status: str = "needs_response") -> str:
        """The buyer's bank asks the money back; the name of the dispute."""
        name = f"dp_{intent}"
        self.disputes[name] = {
            "id": name,
            "object": "dispute",
            "payment_intent": intent,
            "amount": self.intents[intent]["amount"],
            "currency": "thb",
            "status": status,
            "reason": "fraudulent",
            "created": int(time.time()),
            "evidence_details": {"due_by": int(time.time()) + 600_000},
        }
        return name

    def refund_at_stripe(self, intent: str, amount: int) -> str:
        """Somebody pays back in Stripe's own pages; the name of the refund."""
        return str(self._refund({"payment_intent": intent, "amount": str(amount)})["id"])

    def _page(self, session: str) -> Row:
        if session not in self.pages:
            raise Missing(session)
        return self.pages[session]

    # What it is asked.

    def answer(self, method: str, path: str, said: dict[str, str], key: str) -> Row:
        """The answer to one request. Raises Missing. The same key with the same words is the same answer."""
        with self.lock:
            self.calls.append(f"{method} {path}")
            words = json.dumps([path, sorted(said.items())])
            if key and key in self.answers:
                before, made = self.answers[key]
                if before != words:
                    return {"error": {"type": "idempotency_error", "message": "Other words, same key"}}
                return made
            made = self._answer(method, path, said)
            if key:
                self.answers[key] = (words, json.loads(json.dumps(made)))
            return made

    def _answer(self, method: str, path: str, said: dict[str, str]) -> Row:
        parts = path.removeprefix("/v1/").split("/")
        if path == "/v1/checkout/sessions":
            return self._open(said) if method == "POST" else _list(self.pages)
        if parts[:2] == ["checkout", "sessions"]:
            if parts[-1] == "expire":
                if self._page(parts[2])["status"] != "open":
                    return {"error": {"type": "invalid_request_error", "message": "Not open"}}
                self.expire(parts[2])
            return self._expanded(self._page(parts[2]), deep=any(name.startswith("expand") for name in said))
        if path == "/v1/refunds":
            theirs = {k: one for k, one in self.refunds.items() if said.get("charge", one["charge"]) == one["charge"]}
            return self._refund(said) if method == "POST" else _list(theirs)
        table = {"refunds": self.refunds, "disputes": self.disputes}.get(parts[0], {})
        if len(parts) == 1 and parts[0] == "disputes":
            return _list(self.disputes)
        if parts[-1] not in table:
            raise Missing(path)
        return table[parts[-1]]

    def _open(self, said: dict[str, str]) -> Row:
        name = self._name("cs")
        numbers = {match[1] for match in map(re.compile(r"line_items\[(\d+)\]").match, said) if match}
        lines = [f"line_items[{number}]" for number in numbers]
        total = sum(int(said[f"{one}[price_data][unit_amount]"]) * int(said[f"{one}[quantity]"]) for one in lines)
        self.pages[name] = {
            "id": name,
            "object": "checkout.session",
            "status": "open",
            "payment_status": "unpaid",
            "amount_total": total,
            "currency": said["line_items[0][price_data][currency]"],
            "livemode": False,
            "metadata": _in_brackets(said, "metadata"),
            "client_reference_id": said["client_reference_id"],
            "url": f"https://checkout.stripe.com/c/pay/{name}",
            "success_url": said["success_url"],
            "cancel_url": said["cancel_url"],
            "payment_intent": None,
            "expires_at": int(said["expires_at"]),
            "created": int(time.time()),
        }
        return self.pages[name]

    def _expanded(self, page: Row, *, deep: bool) -> Row:
        intent = self.intents.get(page["payment_intent"] or "")
        if intent is None or not deep:
            return page
        shown = json.loads(json.dumps(intent))
        if shown["latest_charge"] and not self.settles:
            shown["latest_charge"]["balance_transaction"] = None
        return {**page, "payment_intent": shown}

    def _refund(self, said: dict[str, str]) -> Row:
        if said["payment_intent"] not in self.intents:
            raise Missing(said["payment_intent"])
        amount = int(said["amount"])
        intent = self.intents[said["payment_intent"]]
        gone = sum(one["amount"] for one in self.refunds.values() if one["payment_intent"] == intent["id"])
        if amount + gone > intent["amount"]:
            return {
                "error": {"type": "invalid_request_error", "code": "charge_already_refunded", "message": "Too much"}
            }
        name = self._name("re")
        self.refunds[name] = {
            "id": name,
            "object": "refund",
            "payment_intent": intent["id"],
            "charge": f"ch_{intent['id']}",
            "amount": amount,
            "currency": "thb",
            "status": self.refunds_become,
            "created": int(time.time()),
            "metadata": _in_brackets(said, "metadata"),
        }
        return self.refunds[name]


def _in_brackets(said: dict[str, str], name: str) -> dict[str, str]:
    return {key[len(name) + 1 : -1]: value for key, value in said.items() if re.fullmatch(rf"{name}\[\w+\]", key)}


def _list(rows: dict[str, Row]) -> Row:
    return {"object": "list", "data": list(rows.values())[::-1], "has_more": False, "url": "/"}


def _controlled(fake: Fake, path: str) -> Row:
    _control, verb, *names = path.strip("/").split("/")
    return {"done": getattr(fake, verb)(*names)} if names else {"pages": list(fake.pages.values())}


def _handler(fake: Fake) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer("GET", dict(parse_qsl(urlsplit(self.path).query)))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            self._answer("POST", dict(parse_qsl(body)))

        def _answer(self, method: str, said: dict[str, str]) -> None:
            path = urlsplit(self.path).path
            try:
                if path.startswith("/control/"):
                    found: Any = _controlled(fake, path)
                elif fake.is_down:
                    self._send(503, {"error": {"type": "api_error", "message": "Down"}})
                    return
                else:
                    found = fake.answer(method, path, said, self.headers.get("Idempotency-Key") or "")
            except Missing as error:
                found = {"error": {"type": "invalid_request_error", "code": "resource_missing", "message": str(error)}}
                self._send(404, found)
                return
            self._send(400 if "error" in found else 200, found)

        def _send(self, status: int, said: Row) -> None:
            body = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Stripe-Should-Retry", "false")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    return Handler


@contextmanager
def running(port: int = 0) -> Iterator[tuple[Fake, str]]:
    """The fake and its address, while the block runs."""
    fake = Fake()
    server = ThreadingHTTPServer(("127.0.0.1", port), _handler(fake))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield fake, f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


if __name__ == "__main__":
    with running(int(sys.argv[1])):
        threading.Event().wait()
