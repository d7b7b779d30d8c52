"""`florin keys` and `florin webhooks`, with the till closed and beside an open one."""

import asyncio
import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from pos.app.cli import florin
from pos.domain.errors import Refused
from tests.fakes.shops import Shop, open_shop
from tests.journeys.florin import Florin
from tests.soon import soon

ALLOW = '[postback]\nallow = ["127.0.0.1"]\n'

Run = Callable[..., str]


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    (tmp_path / "config.toml").write_text(ALLOW, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(profile: Path) -> Run:
    """One command on the profile; what it printed."""

    def run(*words: str, code: int = 0) -> str:
        args = [*words, "--profile", str(profile), "--practice"]
        result = CliRunner().invoke(florin, args, standalone_mode=True)
        if isinstance(result.exception, Refused):
            raise result.exception
        assert result.exit_code == code, result.output
        return result.output

    return run


@contextmanager
def shop_on_loopback(*plan: int | str) -> Iterator[Shop]:
    """A shop that answers while commands run in this thread."""
    opened, done = threading.Event(), threading.Event()
    shops: list[Shop] = []

    async def serve() -> None:
        async with open_shop(plan) as shop:
            shops.append(shop)
            opened.set()
            await asyncio.to_thread(done.wait)

    thread = threading.Thread(target=asyncio.run, args=(serve(),))
    thread.start()
    try:
        assert opened.wait(10)
        yield shops[0]
    finally:
        done.set()
        thread.join()


def word_after(name: str, printed: str) -> str:
    found = re.search(rf"^{name}\s+(\S+)$", printed, re.MULTILINE)
    assert found, printed
    return found[1]


def types(shop: Shop) -> list[str]:
    return [json.loads(received.body)["type"] for received in shop.received]


def test_a_key_is_shown_once_and_listed_without_its_secret(run: Run) -> None:
    made = run("keys", "add", "Web shop", "--scope", "invoices:create", "--scope", "refunds")
    listed = run("keys", "list")

    secret = word_after("secret", made)
    assert re.fullmatch(r"flo_[0-9a-f]{16}_[A-Za-z0-9]{43}", secret)
    assert "invoices:create refunds  Web shop" in listed
    assert "in use" in listed
    assert secret not in listed


def test_a_revoked_key_stays_on_the_list_as_such(run: Run) -> None:
    id = word_after("key", run("keys", "add", "Shop", "--scope", "refunds"))

    run("keys", "revoke", id)

    assert re.search(rf"{id}  made .* UTC  revoked .* UTC  refunds  Shop", run("keys", "list"))
    with pytest.raises(Refused):
        run("keys", "revoke", "nothing")


def test_a_key_that_may_do_what_there_is_not_is_refused_with_what_there_is(run: Run) -> None:
    assert "'invoices:create'" in run("keys", "add", "Shop", "--scope", "everything", code=2)


def test_an_endpoint_is_added_listed_and_removed(run: Run) -> None:
    made = run("webhooks", "add", "https://shop.example/florin", "--event", "refund.")
    id = word_after("endpoint", made)
    listed = run("webhooks", "list")
    run("webhooks", "remove", id)

    assert re.fullmatch(r"whsec_[A-Za-z0-9_-]{43}", word_after("secret", made))
    assert listed == f"{id}  on   refund.  https://shop.example/florin\n"
    assert run("webhooks", "list") == ""


def test_a_rotation_shows_another_secret(run: Run) -> None:
    made = run("webhooks", "add", "https://shop.example/florin")

    rotated = run("webhooks", "rotate", word_after("endpoint", made))

    assert word_after("endpoint", rotated) == word_after("endpoint", made)
    assert word_after("secret", rotated) != word_after("secret", made)


def test_a_test_event_is_sent_by_the_command_itself(run: Run) -> None:
    with shop_on_loopback(200, 500) as shop:
        id = word_after("endpoint", run("webhooks", "add", shop.url))
        taken = run("webhooks", "test", id)
        refused = run("webhooks", "test", id, code=1)

    assert types(shop) == ["test", "test"]
    assert taken == "delivered: answered 200\n"
    assert refused == "not delivered: answered 500\n"


def test_beside_an_open_till_endpoints_and_messages_are_taken_up_within_seconds(
    run: Run, profile: Path
) -> None:
    served = Florin(profile, args=("--practice",))
    served.start()
    try:
        with shop_on_loopback(200) as shop:
            id = word_after("endpoint", run("webhooks", "add", shop.url, "--event", "invoice."))
            assert soon(lambda: bool(served.start_payment("2.5")) and bool(shop.received), 20)
            made = types(shop)
            log = run("webhooks", "log", id, "--limit", "500")
            delivery = re.findall(r"UTC  (event:\S+)  delivered: answered 200\n", log)[-1]
            first = shop.received[0].headers["webhook-id"]
            run("webhooks", "redeliver", delivery)
            again = soon(
                lambda: [r.headers["webhook-id"] for r in shop.received].count(first) == 2, 20
            )
    finally:
        served.stop()

    assert made[0] == "invoice.created"
    assert again
    assert delivery.startswith(first)


def test_what_was_never_sent_cannot_be_sent_again(run: Run) -> None:
    with pytest.raises(Refused) as refused:
        run("webhooks", "redeliver", "event:nothing")

    assert refused.value.code == "unknown_delivery"
