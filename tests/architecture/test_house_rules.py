"""What no reviewer should have to say twice."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("cms", "shop", "search", "media", "themes", "tests")
FORBIDDEN_NAMES = re.compile(r"(^|_)(utils?|helpers?|common|core|manager)(_|$)")
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_TEMPLATE = 300, 40, 150


def tracked(*patterns: str) -> list[Path]:
    """Files that git knows, or would, below the root."""
    command = ["git", "ls-files", "-co", "--exclude-standard", *patterns]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def sources() -> list[Path]:
    """Our own Python, migrations left out."""
    return [path for path in tracked("*.py") if "migrations" not in path.parts]


def lines(path: Path) -> int:
    """How many lines a file has."""
    return len(path.read_text(encoding="utf-8").splitlines())


def shown(path: Path) -> str:
    """The path as a person reads it."""
    return str(path.relative_to(ROOT))


def test_no_file_is_longer_than_three_hundred_lines() -> None:
    assert {shown(path): lines(path) for path in sources() if lines(path) > LONGEST_FILE} == {}


def test_no_function_is_longer_than_forty_lines() -> None:
    long = {}
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.end_lineno is not None:
                length = node.end_lineno - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    long[f"{shown(path)}:{node.name}"] = length
    assert long == {}


def test_no_template_is_longer_than_a_hundred_and_fifty_lines() -> None:
    templates = [path for path in tracked("*.html") if lines(path) > LONGEST_TEMPLATE]
    assert [shown(path) for path in templates] == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [shown(path) for path in sources() if FORBIDDEN_NAMES.search(path.stem)] == []


def test_rules_know_neither_database_nor_http() -> None:
    allowed = {"django.core.exceptions", "django.utils.translation"}
    found = {}
    for path in sources():
        if path.stem != "rules":
            continue
        imported = {
            node.module or ""
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.ImportFrom)
        }
        django = {name for name in imported if name.startswith(("django", "wagtail")) and name not in allowed}
        if django:
            found[shown(path)] = django
    assert found == {}


def test_every_module_and_public_function_says_what_it_means() -> None:
    silent = []
    for path in sources():
        if "tests" in path.relative_to(ROOT).parts or path.name in {"__init__.py", "apps.py"}:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if ast.get_docstring(tree) is None:
            silent.append(shown(path))
        for node in tree.body:
            if (
                isinstance(node, ast.FunctionDef | ast.ClassDef)
                and not node.name.startswith("_")
                and ast.get_docstring(node) is None
            ):
                silent.append(f"{shown(path)}:{node.name}")
    assert silent == []


def test_every_room_has_its_line_in_the_architecture() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = {path.parent.relative_to(ROOT).as_posix() for path in tracked("*/apps.py", "*/*/apps.py")}
    rooms = {room for room in rooms if not room.startswith("tests/")}
    assert {room for room in rooms if f"`{room}`" not in text} == set()


def test_no_committed_file_names_a_registry_or_a_folder_of_a_machine() -> None:
    pattern = re.compile(
        r"pypi\.org/simple|files\.pythonhosted|registry\.npmjs|index-url|/work/" + r"main|/root/" + r"\."
    )
    own = Path(__file__).name
    found = []
    for path in tracked():
        if path.name == own or path.suffix in {".png", ".jpg", ".ico"}:
            continue
        text = path.read_text(encoding="utf-8", errors="ignore")
        if any("no-emit-index-url" not in line and pattern.search(line) for line in text.splitlines()):
            found.append(shown(path))
    assert found == []


@pytest.mark.parametrize(
    "command",
    [
        ["-m", "ruff", "check", "."],
        ["-m", "ruff", "format", "--check", "."],
        ["-m", "mypy"],
    ],
    ids=["lint", "format", "types"],
)
def test_the_checkers_find_nothing(command: list[str]) -> None:
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


def test_imports_point_down_only() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports"))]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:]


def test_only_the_right_modules_import_foreign_engines() -> None:
    owners = {"stripe": "shop/payments/gateways/stripe.py", "elasticsearch": "search/backends/elasticsearch.py"}
    found = []
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found += [
                f"{shown(path)} imports {name}"
                for name in names
                if name.split(".")[0] in owners and shown(path) != owners[name.split(".")[0]]
            ]
    assert found == []


SUPPRESSION = re.compile(
    r"#\s*(?:noqa(?::\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*)?|type:\s*ignore(?:\[[\w,\s-]*\])?)(?P<rest>.*)"
)


def test_every_suppression_gives_its_reason_on_the_line() -> None:
    bare = []
    for path in sources():
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            found = SUPPRESSION.search(line)
            if found is not None and len(re.findall(r"[^\W\d_]{2,}", SUPPRESSION.sub("", found["rest"]))) < 2:
                bare.append(f"{shown(path)}:{number}")
    assert bare == []
