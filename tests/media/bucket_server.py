"""A small S3: enough of its HTTP to keep, give, list and delete objects, over a loopback socket."""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

LISTING = (
    '<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">'
    "<IsTruncated>false</IsTruncated>{}</ListBucketResult>"
)
ITEM = "<Contents><Key>{}</Key><LastModified>2020-01-01T00:00:00.000Z</LastModified><Size>{}</Size></Contents>"


class BucketServer(ThreadingHTTPServer):
    """Objects by path, and the requests that were made."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.objects: dict[str, bytes] = {}
        self.headers: dict[str, dict[str, str]] = {}
        self.asked: list[tuple[str, str, str]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: BucketServer
    # boto3 sends `Expect: 100-continue` and waits a second for the answer, which HTTP/1.0 has not.
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def _note(self) -> str:
        path = unquote(urlsplit(self.path).path)
        self.server.asked.append((self.command, path, self.headers.get("Range", "")))
        return path

    def _answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def do_PUT(self) -> None:
        path = self._note()
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.objects[path] = body
        self.server.headers[path] = dict(self.headers)
        self._answer(200, ETag=f'"{hashlib.md5(body, usedforsecurity=False).hexdigest()}"')

    def do_GET(self) -> None:
        path = self._note()
        query = parse_qs(urlsplit(self.path).query)
        if "list-type" in query or "prefix" in query:
            start = f"{path.rstrip('/')}/"
            keys = [key.removeprefix(start) for key in sorted(self.server.objects)]
            items = [ITEM.format(key, 1) for key in keys if key.startswith(query["prefix"][0])]
            return self._answer(200, LISTING.format("".join(items)).encode(), Content_Type="application/xml")
        body = self.server.objects.get(path)
        if body is None:
            return self._answer(404, b"<Error><Code>NoSuchKey</Code></Error>")
        if part := self.headers.get("Range"):
            first, last = part.removeprefix("bytes=").split("-")
            return self._answer(206, body[int(first) : int(last) + 1])
        return self._answer(200, body)

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_DELETE(self) -> None:
        self.server.objects.pop(self._note(), None)
        self._answer(204)


@contextmanager
def running() -> Iterator[BucketServer]:
    """The server, while the block runs."""
    server = BucketServer()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
