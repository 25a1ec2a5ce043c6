"""A mail server on loopback that can be made to hang in the middle of a mail."""

import socketserver
import threading
import time
from typing import Self


class _Conversation(socketserver.StreamRequestHandler):
    server: "MailServer"

    def handle(self) -> None:
        self._say("220 ready")
        for raw in self.rfile:
            word = raw[:4].upper().strip()
            if word == b"DATA":
                self.server.arrived.set()
                while self.server.hangs:
                    time.sleep(0.05)
                self._say("354 go on")
                self.server.mails.append(self._body())
                self._say("250 taken")
            elif word == b"QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 well")

    def _body(self) -> bytes:
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line)
        return b"".join(lines)

    def _say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")


class MailServer(socketserver.ThreadingTCPServer):
    """Keeps what it is sent in `mails`; while `hangs` is true, no mail is taken."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.mails: list[bytes] = []
        self.hangs = False
        self.arrived = threading.Event()

    @property
    def url(self) -> str:
        """The address for EMAIL_URL."""
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.hangs = False
        self.shutdown()
        self.server_close()
