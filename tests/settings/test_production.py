"""Production settings: clean under Django's own check, and no start where they make no sense."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cms.settings.env import ROOT

SECRET = "k3y-" + "".join(chr(97 + (n * 7) % 26) for n in range(60))


def start(tmp_path: Path, *command: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run manage.py under production settings with nothing else in the environment."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    values = {
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
        "SEPACTION_ENV_FILE": os.devnull,
        "VAR_DIR": str(tmp_path),
        "SECRET_KEY": SECRET,
        "SITE_URL": "https://sepaction.example",
        **environment,
    }
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env={**kept, **values},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_deployment_check_is_clean(tmp_path: Path) -> None:
    done = start(tmp_path, "check", "--deploy", "--fail-level=INFO")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SITE_URL", "http://sepaction.example"),
        ("SECRET_KEY", ""),
        ("DATABASE_URL", "mysql://host/name"),
        ("HSTS_SECONDS", "long"),
        ("EMAIL_URL", "pigeon://roof"),
    ],
)
def test_a_nonsensical_value_stops_the_start_and_names_its_variable(tmp_path: Path, variable: str, value: str) -> None:
    done = start(tmp_path, "check", **{variable: value})
    assert done.returncode != 0
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith(f"django.core.exceptions.ImproperlyConfigured: {variable} ")
    assert "accepted is" in last


def test_cookies_and_transport_are_secure_by_the_sites_address(tmp_path: Path) -> None:
    ask = (
        "from django.conf import settings as s; print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, "
        "s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS > 0, s.DEBUG)"
    )
    assert start(tmp_path, "shell", "-v0", "-c", ask).stdout.split() == ["True", "True", "True", "True", "False"]
    loopback = start(tmp_path, "shell", "-v0", "-c", ask, SITE_URL="http://127.0.0.1:8000").stdout.split()
    assert loopback == ["False"] * 5
