"""The API's document cut into what a page shows: operations by subject, and shapes."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.api.document import document

SUBJECTS: dict[str, str | Promise] = {
    "stories": _("Stories"),
    "courses": _("Courses"),
    "research": _("Research"),
    "LAOs": _("LAOs"),
    "assessment": _("Kalyanamitr"),
    "drafts": _("Drafts"),
    "places": _("Places"),
    "products": _("Products"),
    "enterprises": _("Makers"),
    "certificates": _("Certificates"),
    "search": _("Search"),
    "pages": _("Pages of the site"),
    "about": _("About the API"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A parameter or a field: its name, its type in words, whether it must be there, and what it means."""

    name: str
    type: str
    links: tuple[str, ...]
    is_needed: bool
    about: str


@dataclass(frozen=True, slots=True)
class Action:
    """One operation; `example` is an address to try."""

    name: str
    path: str
    title: str
    about: str
    parameters: tuple[Row, ...]
    links: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class Section:
    """The operations of one subject."""

    name: str
    actions: tuple[Action, ...]

    @property
    def label(self) -> str | Promise:
        """Its name in the language of the moment."""
        return SUBJECTS.get(self.name, self.name)


@dataclass(frozen=True, slots=True)
class ShapeTold:
    """One shape."""

    name: str
    about: str
    fields: tuple[Row, ...]


def sections() -> list[Section]:
    """Operations by subject, in the order of the document."""
    found: dict[str, list[Action]] = {}
    for path, methods in document()["paths"].items():
        told = methods["get"]
        found.setdefault(told["tags"][0], []).append(_action(path, told))
    return [Section(name, tuple(actions)) for name, actions in found.items()]


def shapes() -> list[ShapeTold]:
    """Every shape, by name."""
    schemas = document()["components"]["schemas"]
    return [
        ShapeTold(name, _line(schema), tuple(_row(field, one) for field, one in schema["properties"].items()))
        for name, schema in sorted(schemas.items())
        if "properties" in schema
    ]


def _action(path: str, told: dict[str, Any]) -> Action:
    answer = told["responses"]["200"]["content"]["application/json"]["schema"]
    rows = tuple(
        _row(one["name"], {**one["schema"], "description": one.get("description", "")}, is_needed=one["required"])
        for one in told["parameters"]
    )
    return Action(
        told["operationId"],
        path,
        told["summary"],
        told.get("description", ""),
        rows,
        _links(answer),
        _example(path, told),
    )


def _example(path: str, told: dict[str, Any]) -> str:
    """The path with the examples of what it needs; empty where one of them has none."""
    query = []
    for one in told["parameters"]:
        if not one.get("required"):
            continue
        example = next(iter(one["schema"].get("examples", ())), None)
        if example is None:
            return ""
        if one["in"] == "path":
            return ""
        query.append(f"{one['name']}={example}")
    return path + ("?" + "&".join(query) if query else "")


def _row(name: str, schema: dict[str, Any], *, is_needed: bool = False) -> Row:
    return Row(name, _type(schema), _links(schema), is_needed, schema.get("description", ""))


def _line(schema: dict[str, Any]) -> str:
    return " ".join(str(schema.get("description", "")).split())


def _type(schema: dict[str, Any]) -> str:
    """A type in a few words."""
    inner = [one for key in ("anyOf", "oneOf") for one in schema.get(key, ())]
    if inner:
        return " | ".join(dict.fromkeys(_type(one) for one in inner))
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "enum" in schema:
        return " | ".join(str(one) for one in schema["enum"])
    if "const" in schema:
        return str(schema["const"])
    if schema.get("type") == "array":
        return f"[{_type(schema.get('items', {}))}]"
    kind = str(schema.get("type", ""))
    return f"{kind} ({schema['format']})" if "format" in schema else kind


def _links(schema: Any) -> tuple[str, ...]:
    """The names of the shapes that a schema leads to."""
    if isinstance(schema, dict):
        own = (str(schema["$ref"]).rpartition("/")[2],) if "$ref" in schema else ()
        below = tuple(name for key, one in schema.items() if key != "discriminator" for name in _links(one))
        return tuple(dict.fromkeys(own + below))
    if isinstance(schema, list):
        return tuple(dict.fromkeys(name for one in schema for name in _links(one)))
    return ()
