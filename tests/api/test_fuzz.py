"""Whatever is sent to the doors, something sensible comes back: no 500, no silence."""

import asyncio
import contextlib
import json
import os
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from pos.domain.ports.shops import Scope
from tests.api.libreshop import CODE, DOCUMENT, SETTINGS, open_shop
from tests.api.test_practice import PlayChain

ANSWER_S: Final = 5.0
EXAMPLES: Final = int(os.environ.get("FLORIN_FUZZ", "10"))
"""Calls for each operation and kind; the usual number keeps the checks short."""

QUIET: Final = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
AnyCase = schemathesis.Case[Any]

FEW: Final = 8
CHECKS: Final = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@dataclass(frozen=True)
class Target:
    """A shop in a thread of its own, what opens all its doors, and invoices to ask for."""

    url: str
    key: str
    selectors: tuple[str, ...]
    document: dict[str, object]

    def ask(self, method: str, path: str, body: bytes | None = None) -> requests.Response:
        headers = {"Authorization": f"Bearer {self.key}"}
        return requests.request(
            method, self.url + path, data=body, headers=headers, timeout=ANSWER_S
        )


@pytest.fixture(scope="module")
def target() -> Iterator[Target]:
    """It stays open for all tests here: what one of them did must not harm the next."""
    opened: Future[Target] = Future()
    loop = asyncio.new_event_loop()
    over = asyncio.Event()

    async def keep_open() -> None:
        async with open_shop(SETTINGS, practice=PlayChain()) as shop:
            key = await shop.door.office.key(*Scope)
            fresh = str((await shop.create(CODE))["selector"])
            chosen, late = await shop.chosen(body=DOCUMENT), await shop.chosen("ETH", CODE)
            await shop.expire(late)
            await shop.pay(late, "0.01", depth=3, tx="0x02")
            _, _, document = await shop.door.get("/openapi.json")
            known = (fresh, chosen, late)
            opened.set_result(Target(shop.door.url, key, known, json.loads(document)))
            await over.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(keep_open(),))
    thread.start()
    try:
        yield opened.result(10)
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join(10)
        loop.close()


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_every_route_answers_anything_as_its_document_says(
    target: Target, mode: GenerationMode
) -> None:
    schema, asked = schemathesis.openapi.from_dict(target.document), 0
    for found in schema.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()
        known = st.sampled_from((None, *target.selectors))

        @QUIET
        @given(case=operation.as_strategy(generation_mode=mode), selector=known)
        def answers(case: AnyCase, selector: str | None) -> None:
            if "selector" in case.path_parameters and not case.path.endswith("/events"):
                case.path_parameters["selector"] = selector or case.path_parameters["selector"]
            case.call_and_validate(
                base_url=target.url,
                headers={"Authorization": f"Bearer {target.key}"},
                checks=CHECKS,
                timeout=ANSWER_S,
            )

        with contextlib.suppress(Unsatisfiable):  # some have nothing that could be wrong
            answers()
            asked += 1
    assert asked > FEW


JSON: Final = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)
FIELDS: Final = ("successUrl", "cancelUrl", "currency", "cart", "totalPrice", "selector", "method")


@settings(QUIET, max_examples=EXAMPLES * 10)
@given(
    st.binary(max_size=200)
    | st.builds(
        lambda changes: json.dumps({**DOCUMENT, **changes}).encode(),
        st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=3),
    )
)
def test_no_body_makes_the_invoice_door_fail(target: Target, body: bytes) -> None:
    for path in ("/invoice/", f"/invoice/{target.selectors[1]}/setmethod"):
        answer = target.ask("POST", path, body)

        assert answer.status_code in {200, 400, 409}
        assert isinstance(answer.json(), dict)


@settings(QUIET, max_examples=EXAMPLES * 10)
@given(st.sampled_from(("GET", "POST", "DELETE", "PUT", "HEAD")), st.text(max_size=30))
def test_no_path_makes_a_door_fail(target: Target, method: str, path: str) -> None:
    quoted = quote(path, safe="/?=&%")
    for where in ("/", "/invoice/", "/api/v1/", "/pay/"):
        answer = target.ask(method, where + quoted, b"{}")

        assert answer.status_code < 500
