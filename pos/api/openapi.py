"""The OpenAPI 3.1 document of the web face, made from the very table that it is served by."""

import re
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from typing import Any, Final

import msgspec
from aiohttp import hdrs, web

from pos.api.numbers import schema_of_number
from pos.api.routes import Answer, Field, Reply, Route, json_reply

Json = dict[str, Any]

_NAMED: Final = re.compile(r"\{([a-z_]+)\}")
_DECIMAL: Final = r"^[0-9]+(\.[0-9]+)?$"
_REFERENCE: Final = "#/components/schemas/{name}"

_ABOUT: Final = """Florin's doors for online shops.

* `POST /` and `/{id}/status.json` speak the 0xBTCpay protocol.
* `/invoice/…` speaks the LibrePay invoice protocol, in both of its dialects.
* `/api/v1/…` is for the shop's own programs: keys are made in Office or by `florin keys`.

Amounts of coins are exact decimal numbers; read them as such, or take their twins in text.
Webhooks are signed: `Florin-Signature: t=<time>,v1=<HMAC-SHA256 of "<time>.<body>">`.
"""


def document(routes: Iterable[Route]) -> bytes:
    """The document as JSON."""
    table = tuple(routes)
    kinds = _kinds(table)
    schemas, components = msgspec.json.schema_components(
        kinds, schema_hook=schema_of_number, ref_template=_REFERENCE
    )
    known = dict(zip(map(str, kinds), schemas, strict=True))
    paths: dict[str, Json] = {}
    for route in table:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route, known)
    return msgspec.json.encode(
        {
            "openapi": "3.1.0",
            "info": {
                "title": "Florin",
                "version": version("florin"),
                "description": _ABOUT,
                "license": {"name": "MIT", "identifier": "MIT"},
            },
            "paths": paths,
            "components": {"schemas": _with_numbers(components), "securitySchemes": _SECURITY},
        }
    )


def describing(answer: Answer) -> Route:
    """The route of the document itself."""
    return Route(
        method="GET",
        path="/openapi.json",
        answer=answer,
        name="openapi",
        about="This document",
        tag="House",
        replies={200: json_reply("OpenAPI 3.1", dict[str, Any])},
    )


def told(document: bytes) -> web.Response:
    """The document as an answer; any page may read it."""
    headers = {
        hdrs.CONTENT_TYPE: "application/json",
        hdrs.ACCESS_CONTROL_ALLOW_ORIGIN: "*",
        hdrs.SERVER: "Florin",
    }
    return web.Response(body=document, headers=headers)


def _kinds(table: Iterable[Route]) -> list[Any]:
    """Every type that is sent or received, each once."""
    found: dict[str, Any] = {}
    for route in table:
        for kind in (route.body, *(reply.kind for reply in route.replies.values())):
            if kind is not None:
                found[str(kind)] = kind
    return list(found.values())


def _with_numbers(schema: Any) -> Any:  # noqa: ANN401 - any part of a JSON schema
    """The same where a decimal may come as a number, too: msgspec reads both and tells of text."""
    if isinstance(schema, list):
        return [_with_numbers(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("format") == "decimal":
        return {"type": ["number", "string"], "pattern": _DECIMAL}
    return {name: _with_numbers(part) for name, part in schema.items()}


def _operation(route: Route, known: Mapping[str, Json]) -> Json:
    told: Json = {
        "operationId": route.name,
        "summary": route.about,
        "tags": [route.tag],
        "responses": {
            str(status): _response(reply, known) for status, reply in sorted(route.replies.items())
        },
    }
    parameters = [*_path_parameters(route), *(_parameter(field) for field in route.fields)]
    if parameters:
        told["parameters"] = parameters
    if route.body is not None:
        content = {"schema": known[str(route.body)], "example": route.example}
        told["requestBody"] = {"required": True, "content": {"application/json": content}}
    if route.security:
        told["security"] = [{scheme: [] for scheme in each} for each in route.security]
    return told


def _response(reply: Reply, known: Mapping[str, Json]) -> Json:
    told: Json = {"description": reply.about}
    if reply.kind is not None:
        told["content"] = {reply.media: {"schema": known[str(reply.kind)]}}
    elif reply.media:
        told["content"] = {reply.media: {"schema": {"type": "string"}}}
    return told


def _path_parameters(route: Route) -> list[Json]:
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
        for name in _NAMED.findall(route.path)
    ]


def _parameter(field: Field) -> Json:
    return {
        "name": field.name,
        "in": field.place,
        "description": field.about,
        "schema": dict(field.schema),
    }


_SECURITY: Final[Mapping[str, Json]] = {
    "key": {
        "type": "http",
        "scheme": "bearer",
        "description": "A key of `florin keys` with the scope that the route names.",
    },
    "token": {
        "type": "apiKey",
        "in": "header",
        "name": "token",
        "description": "The same key, where the LibrePay protocol puts it.",
    },
    "secret": {
        "type": "apiKey",
        "in": "query",
        "name": "secret",
        "description": "`librepay.secret` of the settings, or a key that may create invoices.",
    },
}
