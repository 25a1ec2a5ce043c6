"""A browser without a screen: keeps cookies, reads forms as they stand on a page, sends them."""

import http.client
import time
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import quote, urlencode, urljoin, urlsplit

MOST_WAIT = 30  # seconds until a request counts as lost


@dataclass
class Form:
    """A form as it stands: where it goes, and what it would send untouched."""

    action: str
    method: str = "get"
    values: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)  # of radio buttons and selects


@dataclass(frozen=True)
class Answer:
    """What came back, and after how many seconds."""

    status: int
    body: str
    place: str
    took: float


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._open: Form | None = None
        self._select = ""
        self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = Form(given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(self._open)
        elif self._open is not None:
            self._field(self._open, tag, given)

    def _field(self, form: Form, tag: str, given: dict[str, str]) -> None:
        name, kind = given.get("name", ""), given.get("type", "text")
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            form.choices.setdefault(self._select, []).append(given.get("value", ""))
            if "selected" in given or self._select not in form.values:
                form.values[self._select] = given.get("value", "")
        elif tag == "textarea":
            self._area = name
            form.values[name] = ""
        elif tag == "input" and name and kind in {"radio", "checkbox"}:
            form.choices.setdefault(name, []).append(given.get("value", "on"))
            if "checked" in given:
                form.values[name] = given.get("value", "on")
        elif tag == "input" and name and kind not in {"submit", "file", "button"}:
            form.values[name] = given.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._area and self._open is not None:
            self._open.values[self._area] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._area = ""


def forms_of(body: str) -> list[Form]:
    """Every form of a page, in its order."""
    parser = _Forms()
    parser.feed(body)
    return parser.forms


class Browser:
    """One visitor of the site at `url`. Raises OSError where the server is gone."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.cookies: dict[str, str] = {}
        self.path = "/"
        self.body = ""

    def get(self, path: str) -> Answer:
        """Open a page, following redirects."""
        return self._follow("GET", path, None)

    def form(self, action: str) -> Form:
        """The form of the open page that goes to this address. Fails where there is none."""
        for form in forms_of(self.body):
            if urlsplit(urljoin(self.path, form.action)).path == action:
                return form
        raise AssertionError(f"no form to {action} on {self.path}: {self.body[:500]}")

    def send(self, action: str, values: dict[str, str]) -> Answer:
        """Post the open page's form to this address, with these values in place of what stands there."""
        form = self.form(action)
        return self.post(urljoin(self.path, form.action), {**form.values, **values})

    def send_once(self, path: str, values: dict[str, str]) -> Answer:
        """Post to this address and stay: where it leads to another site, this browser does not go."""
        return self._once("POST", path, urlencode(values))

    def post(self, path: str, values: dict[str, str]) -> Answer:
        """Post, then follow redirects."""
        return self._follow("POST", path, urlencode(values))

    def _follow(self, method: str, path: str, body: str | None) -> Answer:
        begin = time.monotonic()
        for _hop in range(6):
            answer = self._once(method, path, body)
            if answer.status not in {301, 302, 303}:
                break
            method, path, body = "GET", urljoin(path, answer.place), None
        self.path, self.body = path, answer.body
        return Answer(answer.status, answer.body, path, time.monotonic() - begin)

    def _once(self, method: str, path: str, body: str | None) -> Answer:
        place = urlsplit(self.url)
        connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=MOST_WAIT)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Referer": self.url + self.path}
        try:
            connection.request(method, quote(path, safe="/?=&%#:+,;@"), body, headers)
            response = connection.getresponse()
            text = response.read().decode("utf-8", "replace")
        finally:
            connection.close()
        for line in response.msg.get_all("Set-Cookie") or []:
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Answer(response.status, text, response.headers.get("Location", ""), 0)
