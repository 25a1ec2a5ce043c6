"""The API itself: the rooms' routers under one roof."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Router
from ninja.renderers import JSONRenderer
from pydantic import BaseModel, Field

from cms.api import document, preview
from cms.api.discovery import routers
from cms.api.operations import chosen, operations
from cms.api.problems import problem, refusal_of
from search.shapes import absolute

VERSION = "1.2.0"
DESCRIPTION = (
    "Stories, courses, research and its figures, local administrative organisations (LAOs), results of Kalyanamitr, "
    "products and search of sepaction, as JSON and for reading only. Thai is the first language; what is not translated "
    "comes in Thai and says so. Money is in satang, years are of the Common Era, places are official codes."
)


class Renderer(JSONRenderer):
    """JSON in UTF-8, with the fields that were asked for."""

    json_dumps_params = {"ensure_ascii": False, "separators": (",", ":")}

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> Any:
        """The text of an answer."""
        asked = getattr(request, "asked", None)
        if asked is not None:
            data = chosen(data, asked.fields, gives_list=asked.operation.gives_list)
        return json.dumps(data, cls=self.encoder_class, **self.json_dumps_params)


class Index(BaseModel):
    """Where everything is."""

    version: str
    documentation: str
    document: str = Field(description="This API as OpenAPI says it.")
    resources: dict[str, str]


def refuse(request: HttpRequest, error: Any) -> HttpResponse:
    """The problem that an operation raised."""
    return problem(request, refusal_of(error))


class ReadingApi(NinjaAPI):
    """The API with one way to refuse, and a document that tells all of it."""

    def set_default_exception_handlers(self) -> None:
        """Everything that is raised becomes a problem."""
        self.add_exception_handler(Exception, refuse)

    def get_openapi_operation_id(self, operation: Any) -> str:
        """Generated clients name their functions by it."""
        name: str = operation.view_func.__name__
        return name


def _shell() -> Router:
    """The first page of the API, and its document."""
    router = Router(tags=["about"])

    @router.get("/", response=Index, summary="Where everything is")
    def api_index(request: HttpRequest) -> dict[str, Any]:
        """The addresses of all resources."""
        paths = sorted({f"/api/v1/{prefix}/" for prefix, _router in ROUTERS if prefix != "preview"})
        return {
            "version": VERSION,
            "documentation": absolute("/api/"),
            "document": absolute("/api/v1/openapi.json"),
            "resources": {path.split("/")[3]: absolute(path) for path in paths},
        }

    @router.get("/openapi.json", include_in_schema=False)
    def openapi_document(request: HttpRequest) -> HttpResponse:
        """The document."""
        return HttpResponse(document.text(), content_type="application/json; charset=utf-8")

    return router


ROUTERS = [*routers(), ("preview", preview.router())]


def _made() -> NinjaAPI:
    api = ReadingApi(
        title="sepaction",
        version=VERSION,
        description=DESCRIPTION,
        urls_namespace="api",
        openapi_url=None,
        docs_url=None,
        renderer=Renderer(),
    )
    for prefix, router in ROUTERS:
        api.add_router(prefix, router)
    api.add_router("", _shell())
    return api


API = _made()
OPERATIONS = operations(API)
document.describe(API)
