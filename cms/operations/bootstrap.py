"""Makes the virtual environment and the first settings file; runs under any Python 3.11, with nothing installed.

Every trouble is told in one sentence that names what to install.
"""

import hashlib
import secrets
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"


def stop(sentence: str) -> None:
    """End with one sentence."""
    sys.exit(sentence)


def make_venv() -> None:
    """A virtual environment with pip in it."""
    if PYTHON.exists() and subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True).returncode == 0:  # noqa: S603 - a command of ours
        return
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    try:
        import ensurepip  # noqa: F401, PLC0415 - only asks whether Python brings it
        import venv  # noqa: PLC0415 - Debian's Python may lack it
    except ImportError:
        stop(
            f"This Python cannot make virtual environments: install python{version}-venv (apt-get install python{version}-venv)."
        )
    try:
        venv.EnvBuilder(with_pip=True, clear=VENV.exists()).create(VENV)
    except (OSError, subprocess.CalledProcessError) as error:
        stop(
            f"The virtual environment could not be made in {VENV.name}/ ({error}): install python{version}-venv and try again."
        )


def install(*names: str) -> None:
    """Exactly what these lock files pin, once per state of the files."""
    locks = [ROOT / name for name in names]
    digest = hashlib.sha256(b"".join(lock.read_bytes() for lock in locks)).hexdigest()
    stamp = VENV / f".installed-{len(locks)}"
    if stamp.exists() and stamp.read_text() == digest:
        return
    sys.stdout.write("Installing what " + " and ".join(names) + " pin …\n")
    sys.stdout.flush()
    arguments = [item for lock in locks for item in ("-r", str(lock))]
    command: list[str | Path] = [
        PYTHON,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--require-hashes",
        *arguments,
    ]
    if subprocess.run(command).returncode != 0:  # noqa: S603 - a command of ours
        stop("The packages could not be installed: pip's own words stand above; is the package index within reach?")
    stamp.write_text(digest)


def write_settings() -> None:
    """`var/.env`, once: a random key, http on loopback only."""
    file = ROOT / "var" / ".env"
    if file.exists():
        return
    file.parent.mkdir(exist_ok=True)
    lines = ["# Written once by make; .env.example tells every variable.", f"SECRET_KEY={secrets.token_urlsafe(48)}"]
    file.touch(mode=0o600)
    file.write_text("\n".join(lines) + "\n")


def compile_messages() -> None:
    """The Thai catalogue, when it changed."""
    catalogue = ROOT / "locale" / "th" / "LC_MESSAGES" / "django.po"
    compiled = catalogue.with_suffix(".mo")
    if not compiled.exists() or compiled.stat().st_mtime < catalogue.stat().st_mtime:
        subprocess.run([PYTHON, ROOT / "locale" / "fill.py", "--compile"], check=True)  # noqa: S603 - a command of ours


def main() -> None:
    """Everything that must stand before manage.py can run."""
    if sys.version_info < (3, 11):  # noqa: UP036 - an older Python starts this file too
        stop(f"Python {sys.version.split()[0]} was found; sepaction needs Python 3.11 or newer.")
    make_venv()
    names = ("requirements.lock", "requirements-dev.lock") if "--dev" in sys.argv else ("requirements.lock",)
    install(*names)
    write_settings()
    compile_messages()


if __name__ == "__main__":
    main()
