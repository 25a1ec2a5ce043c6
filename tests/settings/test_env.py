"""Settings come in through one door, which refuses nonsense in one sentence."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms.settings.engines import email
from cms.settings.env import ROOT, Environment, load_file
from cms.settings.stripe import read as read_stripe

Read = Callable[[Environment], Any]

NONSENSE: list[tuple[str, Read]] = [
    ("perhaps", lambda e: e.flag("THING")),
    ("many", lambda e: e.number("THING")),
    ("0", lambda e: e.number("THING", least=1)),
    ("70000", lambda e: e.number("THING", most=65535)),
    ("1.5", lambda e: e.number("THING")),
    ("LOUD", lambda e: e.choice("THING", None, ("INFO", "ERROR"))),
    ("ftp://host", lambda e: e.url("THING", None, schemes=("http", "https"))),
    ("https://", lambda e: e.url("THING", None, schemes=("http", "https"))),
    ("example.org", lambda e: e.url("THING", None, schemes=("http", "https"))),
    ("https://host:lots/", lambda e: e.url("THING", None, schemes=("https",))),
    ("redis://", lambda e: e.url("THING", None, schemes=("redis",))),
    ("https://host", lambda e: e.hosts("THING")),
    ("host:80", lambda e: e.hosts("THING")),
    ("*", lambda e: e.hosts("THING")),
    ("nobody", lambda e: e.mailbox("THING", "a@b.c")),
    ("Name <nobody>", lambda e: e.mailbox("THING", "a@b.c")),
    ("/dev/null/folder", lambda e: e.folder("THING", "/tmp")),  # noqa: S108 - never made
]


@pytest.mark.parametrize(("value", "read"), NONSENSE)
def test_nonsense_is_refused_in_one_sentence_that_names_variable_value_and_what_is_accepted(
    value: str, read: Read
) -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        read(Environment({"THING": value}))
    sentence = str(refusal.value)
    assert re.fullmatch(r"THING reads '[^\n]+'; accepted is [^\n]+\.", sentence)
    assert value in sentence


@pytest.mark.parametrize(
    "read",
    [
        lambda e: e.text("THING"),
        lambda e: e.flag("THING"),
        lambda e: e.number("THING"),
        lambda e: e.choice("THING", None, ("a",)),
        lambda e: e.url("THING", None, schemes=("https",)),
        lambda e: e.secret("THING", length=40),
    ],
)
@pytest.mark.parametrize("blank", [{}, {"THING": ""}, {"THING": "  "}])
def test_what_has_no_default_and_is_missing_is_named(read: Read, blank: dict[str, str]) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^THING is missing; accepted is .+\.$"):
        read(Environment(blank))


@pytest.mark.parametrize(
    ("value", "read", "meaning"),
    [
        ("Yes", lambda e: e.flag("THING"), True),
        ("off", lambda e: e.flag("THING"), False),
        (" 8080 ", lambda e: e.number("THING"), 8080),
        ("https://host/", lambda e: e.url("THING", None, schemes=("https",)), "https://host"),
        ("postgres:///name", lambda e: e.url("THING", None, schemes=("postgres",)), "postgres:///name"),
        ("a.org, .b.org ,", lambda e: e.hosts("THING"), ["a.org", ".b.org"]),
        ("เสบียง <a@b.org>", lambda e: e.mailbox("THING", ""), "เสบียง <a@b.org>"),
    ],
)
def test_sense_is_read(value: str, read: Read, meaning: object) -> None:
    assert read(Environment({"THING": value})) == meaning


@pytest.mark.parametrize("value", ["short", "a" * 60])
def test_a_bad_secret_is_refused_without_being_shown(value: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        Environment({"SECRET_KEY": value}).secret("SECRET_KEY", length=40)
    assert value not in str(refusal.value)
    assert "SECRET_KEY" in str(refusal.value)


def test_the_password_in_a_refused_address_is_not_shown() -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        Environment({"THING": "mysql://me:tell@nobody@host/name"}).url("THING", None, schemes=("postgres",))
    assert "tell" not in str(refusal.value)
    assert "host/name" in str(refusal.value)


def test_a_file_of_settings_is_read_and_a_line_of_another_shape_refused(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("# a remark\n\nONE=1\nTWO = 'two'\n", encoding="utf-8")
    assert load_file(file) == {"ONE": "1", "TWO": "two"}
    file.write_text("ONE=1\nnonsense\n", encoding="utf-8")
    with pytest.raises(ImproperlyConfigured, match=r"line 2 reads 'nonsense'; accepted is NAME=value"):
        load_file(file)
    assert load_file(tmp_path / "absent") == {}


@pytest.mark.parametrize(
    ("url", "starttls", "tls", "port"),
    [
        ("smtp://me:a%40b@mail.example.org", True, False, 587),
        ("smtps://mail.example.org", False, True, 465),
        ("smtp://127.0.0.1:25", False, False, 25),
    ],
)
def test_mail_leaves_encrypted_unless_it_stays_on_this_machine(url: str, starttls: bool, tls: bool, port: int) -> None:
    settings = email(url)
    assert (settings.starttls, settings.tls, settings.port) == (starttls, tls, port)


TEST_KEY, LIVE_KEY, SIGNING = "sk_test_0123456789ab", "rk_live_0123456789ab", "whsec_0123456789abcdef"


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"STRIPE_SECRET_KEY": TEST_KEY}, "STRIPE_WEBHOOK_SECRET is missing"),
        ({"STRIPE_WEBHOOK_SECRET": SIGNING}, "STRIPE_SECRET_KEY is missing"),
        ({"STRIPE_SECRET_KEY": "pk_test_0123456789ab", "STRIPE_WEBHOOK_SECRET": SIGNING}, "STRIPE_SECRET_KEY reads"),
        ({"STRIPE_SECRET_KEY": TEST_KEY, "STRIPE_WEBHOOK_SECRET": "whsec-0123456789"}, "STRIPE_WEBHOOK_SECRET reads"),
        (
            {"STRIPE_SECRET_KEY": LIVE_KEY, "STRIPE_WEBHOOK_SECRET": SIGNING, "STRIPE_API_BASE": "http://127.0.0.1:1"},
            "STRIPE_API_BASE reads",
        ),
        (
            {"STRIPE_SECRET_KEY": TEST_KEY, "STRIPE_WEBHOOK_SECRET": SIGNING, "STRIPE_API_BASE": "http://evil.example"},
            "STRIPE_API_BASE reads",
        ),
    ],
    ids=["one-key", "other-key", "public-key", "no-signing-secret", "live-elsewhere", "elsewhere"],
)
def test_half_of_stripe_or_nonsense_stops_the_start_without_showing_a_key(values: dict[str, str], named: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"^{named}.*accepted is") as refusal:
        read_stripe(Environment(values), is_https=False)
    assert not any(value in str(refusal.value) for name, value in values.items() if "BASE" not in name)


def test_stripe_is_on_with_both_keys_and_a_site_with_https_asks_nobody_else() -> None:
    keys = {"STRIPE_SECRET_KEY": TEST_KEY, "STRIPE_WEBHOOK_SECRET": SIGNING}
    assert read_stripe(Environment(keys), is_https=True).pages == ("https://checkout.stripe.com",)
    assert read_stripe(Environment({}), is_https=True).pages == ()
    with pytest.raises(ImproperlyConfigured, match="STRIPE_API_BASE"):
        read_stripe(Environment({**keys, "STRIPE_API_BASE": "http://127.0.0.1:1"}), is_https=True)


def test_the_example_lists_exactly_the_variables_that_are_read() -> None:
    readers = re.compile(
        r"env\.(?:text|flag|number|choice|hosts|origins|mailbox|folder|url|secret)\(\s*[\"']([A-Z0-9_]+)"
    )
    sources = [*ROOT.glob("cms/**/*.py"), *ROOT.glob("media/**/*.py"), *ROOT.glob("search/**/*.py")]
    read = {name for source in sources for name in readers.findall(source.read_text(encoding="utf-8"))}
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    listed = re.findall(r"^#?([A-Z0-9_]+)=", example, flags=re.MULTILINE)
    assert sorted(listed) == sorted(read)


def test_nobody_reads_the_environment_past_the_door() -> None:
    # The door itself, the tests' settings, and what starts Django or other processes.
    allowed = {"env.py", "test.py", "asgi.py", "wsgi.py", "gunicorn_conf.py", "serving.py", "bootstrap.py"}
    past = [
        source.relative_to(ROOT)
        for room in ("cms", "media", "search", "themes")
        for source in ROOT.glob(f"{room}/**/*.py")
        if "os.environ" in source.read_text(encoding="utf-8") and source.name not in allowed
    ]
    assert past == []


@pytest.mark.parametrize("raw", ["example.org", "https://example.org/path", "*,https://example.org", "https://a b"])
def test_origins_that_are_none_are_refused_by_their_name(raw: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="API_CORS_ORIGINS"):
        Environment({"API_CORS_ORIGINS": raw}).origins("API_CORS_ORIGINS")
    assert Environment({"API_CORS_ORIGINS": "*"}).origins("API_CORS_ORIGINS") == ["*"]
    two = "https://example.org, http://127.0.0.1:3000"
    assert Environment({"API_CORS_ORIGINS": two}).origins("API_CORS_ORIGINS") == two.split(", ")
