"""What each operation of the API takes and gives, read from the operations themselves."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args

from ninja import NinjaAPI
from pydantic import BaseModel

# What every operation takes.
EVERYWHERE = frozenset({"lang", "fields"})
# The tag of operations that give what is not published.
DRAFTS = "drafts"
# What every answer holds whatever `fields` asks for: without it nobody could tell one thing from another.
ALWAYS = frozenset({"id", "kind", "type", "key", "code"})


@dataclass(frozen=True, slots=True)
class Operation:
    """The parameters that it takes; the fields that can be asked for, of the items of a list where it gives one.

    `is_private`: whatever it gives is not for everybody.
    """

    parameters: frozenset[str]
    fields: frozenset[str]
    gives_list: bool
    is_private: bool


def operations(api: NinjaAPI) -> dict[str, Operation]:
    """Operations by the name of their address."""
    return {operation.view_func.__name__: _read(operation) for operation in _of(api)}


def _of(api: NinjaAPI) -> Iterator[Any]:
    for bound in api._get_bound_routers():
        for view in bound.path_operations.values():
            yield from view.operations


def _read(operation: Any) -> Operation:
    parameters = {
        name
        for model in operation.models
        if model.__ninja_param_source__ == "query"
        for name in model.__ninja_flatten_map__
    }
    shapes = list(shapes_of(operation))
    lists = [shape for shape in shapes if "items" in shape.model_fields]
    own = [inner for shape in lists for inner in get_args(shape.model_fields["items"].annotation)] or shapes
    fields = {name for shape in own if hasattr(shape, "model_fields") for name in shape.model_fields}
    return Operation(frozenset(parameters) | EVERYWHERE, frozenset(fields), bool(lists), DRAFTS in operation.tags)


def shapes_of(operation: Any) -> Iterator[type[BaseModel]]:
    """The shapes of its good answer: one, or each of a union."""
    model = operation.response_models.get(200)
    if not hasattr(model, "model_fields"):
        return
    annotation = model.model_fields["response"].annotation
    for one in get_args(annotation) or (annotation,):
        if isinstance(one, type) and issubclass(one, BaseModel):
            yield one


def chosen(data: Any, fields: frozenset[str], *, gives_list: bool) -> Any:
    """An answer with these fields and those that are always there only; all of them where none are named."""
    if not fields:
        return data
    kept = fields | ALWAYS
    if gives_list:
        return {**data, "items": [_only(item, kept) for item in data["items"]]}
    return _only(data, kept)


def _only(item: dict[str, Any], kept: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in item.items() if name in kept}
