"""The API's own document (OpenAPI 3.1): what ninja reads from the operations, and what holds of all of them."""

import json
import re
from functools import cache
from typing import Any

from ninja import NinjaAPI

from cms.api.operations import ALWAYS
from cms.api.problems import CONTENT_TYPE, Problem
from search.refusals import REFUSALS, NotAllowed, Refused

_made: list[NinjaAPI] = []
_LANGUAGE = {
    "in": "query",
    "name": "lang",
    "required": False,
    "description": "The language of the answer. Without it Accept-Language decides, and Thai where that says nothing.",
    "schema": {"type": "string", "enum": ["th", "en"]},
}
_FIELDS = {
    "in": "query",
    "name": "fields",
    "required": False,
    "description": "Names of fields, separated by commas: only these come, and what names a thing: `id`, `key`, `code`, `kind`, `type`.",
}
_HEADERS = {
    "Content-Language": {"description": "The language that was asked for.", "schema": {"type": "string"}},
    "ETag": {
        "description": "Send it back in If-None-Match; 304 says that nothing has changed.",
        "schema": {"type": "string"},
    },
}


def describe(api: NinjaAPI) -> None:
    """Name the API that the document is of; called once."""
    _made[:] = [api]
    document.cache_clear()
    text.cache_clear()


@cache
def document() -> dict[str, Any]:
    """The document as it is served and as it is checked in."""
    api = _made[0]
    told: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/")))
    shapes = told["components"]["schemas"]
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}", mode="serialization")
    shapes.update(problem.pop("$defs", {}))
    shapes["Problem"] = problem
    told["components"]["responses"] = {_name(one): _refusal(one) for one in REFUSALS}
    told["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    # Anybody may read; a token reads drafts too.
    told["security"] = [{}, {"token": []}]
    for path, methods in told["paths"].items():
        for operation in methods.values():
            _complete(operation, path)
    _loosen(told)
    told.pop("servers", None)
    return _renamed(_without_idle(told))


@cache
def text() -> str:
    """The document as text, the same on every machine."""
    return json.dumps(document(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _name(one: type[Refused]) -> str:
    return one.code.title().replace("-", "")


def _refusal(one: type[Refused]) -> dict[str, Any]:
    words = " ".join((one.__doc__ or "").split())
    told: dict[str, Any] = {
        "description": words,
        "content": {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    if one.status == 429:
        told["headers"] = {"Retry-After": {"description": "Seconds.", "schema": {"type": "integer"}}}
    if one.status == 401:
        told["headers"] = {"WWW-Authenticate": {"schema": {"type": "string"}}}
    return told


def _complete(operation: dict[str, Any], path: str) -> None:
    """What every operation takes and may answer besides its own."""
    parameters = operation.setdefault("parameters", [])
    good = operation["responses"]["200"]
    good["description"] = operation["summary"]
    good["headers"] = _HEADERS
    fields = {**_FIELDS, "schema": {"type": "string", "maxLength": 500}}
    parameters[:] = [*(_plain(parameter) for parameter in parameters), _LANGUAGE, fields]
    names = {parameter["name"] for parameter in parameters}
    may = {304: {"description": "Nothing has changed."}}
    for one in REFUSALS:
        if one is NotAllowed and "draft" not in names:
            continue
        may[one.status] = {"$ref": f"#/components/responses/{_name(one)}"}
    operation["responses"] |= {str(status): answer for status, answer in may.items()}


def _plain(parameter: dict[str, Any]) -> dict[str, Any]:
    """A parameter as it stands in an address, where null cannot be said: it is left out instead."""
    schema = parameter["schema"]
    given = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    if len(given) == 1:
        schema = {**given[0], **({"default": schema["default"]} if schema.get("default") is not None else {})}
    about = parameter.get("description") or schema.get("description")
    kept = {name: value for name, value in schema.items() if name not in {"title", "description"}}
    return {**parameter, "schema": kept, **({"description": about} if about else {})}


def _without_idle(told: dict[str, Any]) -> dict[str, Any]:
    """Without shapes that nothing refers to: those of parameters, which stand in the operations."""
    shapes = told["components"]["schemas"]
    used: set[str] = set()
    waiting = _references(told["paths"]) | _references(told["components"]["responses"])
    while waiting:
        used |= waiting
        waiting = {name for one in waiting for name in _references(shapes[one])} - used
    told["components"]["schemas"] = {name: shape for name, shape in shapes.items() if name in used}
    return told


def _references(part: Any) -> set[str]:
    return set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(part)))


def _renamed(told: dict[str, Any]) -> dict[str, Any]:
    """Shapes under the names by which generated clients know them: Story, StoryListing."""
    names = {}
    for name in told["components"]["schemas"]:
        list_of = re.fullmatch(r"Listing_(\w+)_", name)
        names[name] = f"{list_of[1]}Listing" if list_of else name.removesuffix("Shape")
    if len(set(names.values())) < len(names):
        raise ValueError("Two shapes of the API have one name.")
    referring = json.dumps(told, ensure_ascii=False)
    for old, new in names.items():
        referring = referring.replace(f'"#/components/schemas/{old}"', f'"#/components/schemas/{new}"')
    renamed: dict[str, Any] = json.loads(referring)
    shapes = renamed["components"]["schemas"]
    renamed["components"]["schemas"] = {
        names[name]: {key: value for key, value in shape.items() if key != "title"} for name, shape in shapes.items()
    }
    return renamed


def _loosen(told: dict[str, Any]) -> None:
    """Of what `fields` can leave out, nothing is required but what is always there."""
    shapes = told["components"]["schemas"]
    for methods in told["paths"].values():
        for operation in methods.values():
            answer = operation["responses"]["200"]["content"]["application/json"]["schema"]
            for name in _named(answer):
                items = shapes[name].get("properties", {}).get("items", {}).get("items")
                for inner in _named(items) if items else [name]:
                    required = [one for one in shapes[inner].get("required", ()) if one in ALWAYS]
                    shapes[inner]["required"] = required


def _named(schema: dict[str, Any]) -> list[str]:
    """The names of the shapes that a schema refers to: one, or each of a union."""
    found = [schema, *schema.get("oneOf", ()), *schema.get("anyOf", ())]
    return [one["$ref"].rpartition("/")[2] for one in found if "$ref" in one]
