"""The document at /openapi.json: it says everything that is served, and nothing that is not so."""

import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final

import jsonschema_rs
import msgspec
import pytest

from pos.api.doors import Doors, Settings
from pos.api.server import WebFace
from pos.domain.ports.shops import Scope
from tests.api.libreshop import CODE, DOCUMENT, SETTINGS, Json, LibreShop, open_shop
from tests.api.test_practice import PlayChain
from tests.fakes.desk import engine
from tests.fakes.office import office_of
from tests.fakes.prices import WrittenPrices

REFUND_TO: Final = "0x" + "c0" * 20
PAGES: Final = ("/pay/", "/{path}")
"""The pages for people, and the last resort."""


@dataclass
class Reader:
    """Asks the shop, and holds every answer against the document."""

    shop: LibreShop
    document: Json
    key: str
    visited: set[str] = field(default_factory=set)

    async def ask(
        self, method: str, path: str, body: object = None, **parts: str
    ) -> tuple[int, Any]:
        """The answer at a path of the document, with these parts and maybe a `query`."""
        query = parts.pop("query", "")
        headers = {"Authorization": f"Bearer {self.key}"} if "/api/v1/" in path else {}
        if path == "/invoice/" and method == "GET":
            headers["token"] = self.key
        sent = None if body is None else json.dumps(body).encode()
        url = path.format(**parts) + query
        status, got, answer = await self.shop.door.send(method, url, sent, headers)
        self.visited.add(f"{method} {path}")
        return status, self._checked(method, path, status, got, answer)

    def _checked(
        self, method: str, path: str, status: int, headers: dict[str, str], answer: bytes
    ) -> Json:
        documented = self.document["paths"][path][method.lower()]["responses"][str(status)]
        content = documented.get("content")
        if content is None:
            return {}
        media = headers["Content-Type"].partition(";")[0]
        told: Any = json.loads(answer) if media.endswith("json") else answer.decode()
        schema = {**content[media]["schema"], "components": self.document["components"]}
        jsonschema_rs.validator_for(schema).validate(told)
        return dict(told) if isinstance(told, dict) else {}


@asynccontextmanager
async def reading() -> AsyncIterator[Reader]:
    async with open_shop(SETTINGS, practice=PlayChain()) as shop:
        _, document = await shop.ask("GET", "/openapi.json")
        key = await shop.door.office.key(*Scope)
        yield Reader(shop, document, key)


@pytest.fixture
def face() -> WebFace:
    behind = engine()
    office = office_of(behind)
    return WebFace(
        Doors(
            desk=behind.desk,
            records=behind.records,
            feed=behind.feed,
            clock=behind.clock,
            settings=Settings(coin="0xBTC"),
            rates=WrittenPrices({}),
            practice=PlayChain(),
            access=office.access,
            hooks=office.hooks,
            refunds=office.refunds,
            shelf=behind.store.shelf,
        )
    )


def plain(path: str) -> str:
    """A path as the document may write it, with nothing at its end."""
    return re.sub(r"\{(\w+)(:[^/]*)?\}", r"{\1}", path).rstrip("/") or "/"


def operations(document: Json) -> set[tuple[str, str]]:
    paths = document["paths"].items()
    return {(method.upper(), plain(path)) for path, known in paths for method in known}


def test_the_document_is_well_formed(face: WebFace) -> None:
    document = json.loads(face.document)

    assert document["openapi"].startswith("3.1")
    for schema in document["components"]["schemas"].values():
        jsonschema_rs.meta.validate({**schema, "components": document["components"]})
    names = [each["operationId"] for path in document["paths"].values() for each in path.values()]
    assert len(names) == len(set(names))


def test_every_body_has_an_example_that_is_one(face: WebFace) -> None:
    document = json.loads(face.document)
    bodies = {route.name: route.body for route in face.table if route.body is not None}
    examples = {
        known["operationId"]: known["requestBody"]["content"]["application/json"]
        for path in document["paths"].values()
        for known in path.values()
        if "requestBody" in known
    }

    assert examples.keys() == bodies.keys()
    for name, told in examples.items():
        schema = {**told["schema"], "components": document["components"]}
        jsonschema_rs.validate(schema, told["example"])
        msgspec.convert(told["example"], bodies[name])


def test_everything_that_is_served_is_in_the_document_and_nothing_else(face: WebFace) -> None:
    served = {
        (route.method, plain(route.resource.canonical))
        for route in face.app().router.routes()
        if route.resource is not None and route.method not in {"HEAD", "OPTIONS", "*"}
    }
    programs = {(m, path) for m, path in served if not path.startswith(PAGES)}

    assert programs == operations(json.loads(face.document))


async def test_every_answer_is_as_the_document_says() -> None:
    async with reading() as reader:
        await _sell(reader)
        await _look_after_money_that_goes_back(reader)
        await _look_after_webhooks(reader)
        await _look_around(reader)

        documented = {
            f"{method.upper()} {path}"
            for path, known in reader.document["paths"].items()
            for method in known
        }
        assert reader.visited == documented


async def _sell(reader: Reader) -> None:
    """An invoice of each protocol on its whole way, and the usual mistakes on it."""
    _, made = await reader.ask("POST", "/invoice/", DOCUMENT)
    one = {"selector": made["selector"]}
    assert (await reader.ask("POST", "/invoice/", {}))[0] == 400
    assert (await reader.ask("POST", "/invoice/", {**CODE, **one}))[0] == 409
    assert (await reader.ask("GET", "/invoice/{selector}", **one))[0] == 200
    assert (await reader.ask("GET", "/invoice/{selector}", selector="nothing"))[0] == 404
    for wish, status in (({}, 400), ({"method": "BTC"}, 200), ({"method": "BTC"}, 409)):
        told, _ = await reader.ask("POST", "/invoice/{selector}/setmethod", wish, **one)
        assert told == status
    await reader.ask("GET", "/invoice/{selector}/confirmation", **one)
    await reader.shop.pay(made["selector"], depth=1)
    assert (await reader.ask("GET", "/invoice/{selector}/confirmation", **one))[0] == 200
    assert (await reader.ask("GET", "/invoice/{selector}", **one))[0] == 200
    assert (await reader.ask("DELETE", "/invoice/{selector}", **one))[0] == 409
    _, other = await reader.ask("POST", "/invoice/", CODE)
    assert (await reader.ask("DELETE", "/invoice/{selector}", selector=other["selector"]))[0] == 200
    assert (await reader.ask("GET", "/invoice/paymentmethods"))[0] == 200
    assert (await reader.ask("GET", "/invoice/"))[0] == 200
    assert (await reader.ask("GET", "/invoice/", query="?sort=x"))[0] == 400
    async with reader.shop.listening(made["selector"]) as ear:
        assert (await ear.next())[0] == "status"
        reader.visited.add("GET /invoice/{selector}/events")
    params = {"amount": "1"}
    call = {"jsonrpc": "2.0", "id": 1, "method": "start_payment", "params": params}
    _, started = await reader.ask("POST", "/", call)
    assert (await reader.ask("POST", "/", {**call, "params": {}}))[0] == 200
    assert (await reader.ask("GET", "/{id}/status.json", id=started["result"]["id"]))[0] == 200
    assert (await reader.ask("GET", "/{id}/status.json", id="f" * 16))[0] == 404


async def _look_after_money_that_goes_back(reader: Reader) -> None:
    selector = await reader.shop.chosen("ETH", CODE)
    await reader.shop.expire(selector)
    await reader.shop.pay(selector, "0.01", depth=3, tx="0x02")
    where = "/api/v1/invoices/{selector}/refund-address"
    _, told = await reader.ask("POST", where, {"address": REFUND_TO}, selector=selector)
    one = {"id": told["refunds"][0]["id"]}
    assert (await reader.ask("POST", where, {"address": "x"}, selector=selector))[0] == 400
    assert (await reader.ask("POST", "/api/v1/refunds/{id}/approve", **one))[0] == 200
    assert (await reader.ask("POST", "/api/v1/refunds/{id}/retry", **one))[0] == 409
    assert (await reader.ask("POST", "/api/v1/refunds/{id}/sent", {"tx_hash": "0x1"}, **one))[
        0
    ] == 200
    assert (await reader.ask("GET", "/api/v1/refunds"))[0] == 200


async def _look_after_webhooks(reader: Reader) -> None:
    wish = {"url": "https://shop.example/florin"}
    _, made = await reader.ask("POST", "/api/v1/webhooks", wish)
    one = {"id": made["id"]}
    delivery = await reader.shop.deliver(made["id"])
    assert (await reader.ask("POST", "/api/v1/webhooks", {}))[0] == 400
    assert (await reader.ask("GET", "/api/v1/webhooks"))[0] == 200
    assert (await reader.ask("PATCH", "/api/v1/webhooks/{id}", {"is_on": True}, **one))[0] == 200
    assert (await reader.ask("POST", "/api/v1/webhooks/{id}/rotate", **one))[0] == 200
    assert (await reader.ask("POST", "/api/v1/webhooks/{id}/test", **one))[0] == 200
    assert (await reader.ask("GET", "/api/v1/webhooks/{id}/deliveries", **one))[0] == 200
    again = "/api/v1/deliveries/{id}/redeliver"
    assert (await reader.ask("POST", again, id=delivery.id))[0] == 204
    assert (await reader.ask("POST", again, id="nothing"))[0] == 404
    assert (await reader.ask("DELETE", "/api/v1/webhooks/{id}", **one))[0] == 204
    assert (await reader.ask("DELETE", "/api/v1/webhooks/{id}", id="nothing"))[0] == 404


async def _look_around(reader: Reader) -> None:
    for path in ("/health", "/metrics", "/openapi.json", "/api/v1/rates"):
        assert (await reader.ask("GET", path))[0] == 200
    assert (await reader.ask("GET", "/api/v1/rates", query="?currency=x"))[0] == 400
    paid = {"address": "0x01", "amount": "1.50"}
    assert (await reader.ask("POST", "/practice/pay", paid))[0] == 200
    assert (await reader.ask("POST", "/practice/pay", {}))[0] == 400
    assert (await reader.ask("POST", "/practice/mine", {"blocks": 1}))[0] == 200
    reader.key = "flo_nobody"
    assert (await reader.ask("GET", "/api/v1/rates"))[0] == 401
