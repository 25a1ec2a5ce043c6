"""The institutions that the demo's results were found by."""

from pathlib import Path
from typing import Any

from cms.blocks.demo.bricks import read
from cms.research.institutions import Institution

FILE = Path(__file__).parent / "institutions.toml"


def entries() -> list[dict[str, Any]]:
    """The rows of the file: key, name_th, name_en."""
    found: list[dict[str, Any]] = read(FILE)["institution"]
    return found


def load_institutions() -> None:
    """The institutions as rows; one that is there already keeps what an editor made of it."""
    for entry in entries():
        names = {"name_th": entry["name_th"], "name_en": entry["name_en"]}
        Institution.objects.get_or_create(key=entry["key"], defaults=names)
