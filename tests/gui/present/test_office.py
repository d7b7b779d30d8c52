"""The words of the office."""

from dataclasses import replace

import pytest

from pos.domain.ids import InvoiceId
from pos.domain.payment.event import Event
from pos.domain.ports.outbox import Delivery
from pos.domain.ports.shops import ApiKey, Endpoint, Scope
from pos.engine.hookbook import webhook_of
from pos.gui.present.office import OfficeSeen, log_lines, office_page, scopes_text, shown_url
from pos.gui.present.tokens import Token

NOW = 1_790_000_000
ENDPOINT = Endpoint(id="e1", url="https://shop.example/", events=(), created_at=NOW)
EVENT = Event(
    key="event:1",
    name="invoice.paid",
    invoice=InvoiceId("a1"),
    selector="a1",
    at=NOW,
    stage="paid",
    door="till",
)
SENT = Delivery(
    id="d1",
    effect=webhook_of(ENDPOINT, EVENT),
    created_at=NOW,
    due_at=None,
    tries=1,
    outcome="delivered: the shop answered 200",
)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://shop.example/florin", "https://shop.example/florin"),
        ("https://anna:hush@shop.example:8443/f", "https://shop.example:8443/f"),
        ("https://hush@a@shop.example/f?token=hush#hush", "https://shop.example/f"),
        ("http://[::1]:3000/hook;a=1?b", "http://[::1]:3000/hook;a=1"),
    ],
)
def test_an_address_is_shown_without_password_and_query(url: str, shown: str) -> None:
    assert shown_url(url) == shown


def test_scopes_are_told_in_one_order() -> None:
    assert scopes_text({Scope.REFUND, Scope.CREATE}) == "Make invoices, decide on refunds"


def test_keys_that_still_open_come_first() -> None:
    key = ApiKey(id="1", name="old", digest=b"", scopes=frozenset(), created_at=NOW, revoked_at=NOW)
    living = replace(key, id="2", name="new", revoked_at=None)

    page = office_page(OfficeSeen(keys=(key, living)), {}, NOW)

    assert [row.name for row in page.keys] == ["new", "old"]


@pytest.mark.parametrize(
    ("endpoint", "words"),
    [
        (ENDPOINT, "On  ·  told of everything"),
        (replace(ENDPOINT, is_on=False), "Switched off"),
        (replace(ENDPOINT, events=("refund.", "alarm.late")), "all refund events, alarm.late"),
    ],
)
def test_a_webhook_says_what_it_is_told_of(endpoint: Endpoint, words: str) -> None:
    (row,) = office_page(OfficeSeen(endpoints=(endpoint,)), {}, NOW).hooks

    assert words in row.facts


@pytest.mark.parametrize(
    ("delivery", "token", "words"),
    [
        (SENT, Token.PAID, "Delivered: the shop answered 200"),
        (replace(SENT, outcome="given up: 410"), Token.FAILED, "Given up: 410"),
        (replace(SENT, outcome="will try again: 500", due_at=NOW + 60), Token.ATTENTION, "Will"),
        (replace(SENT, due_at=NOW), Token.WAITING, "Waiting to be sent"),
    ],
)
def test_a_message_says_how_it_went(delivery: Delivery, token: Token, words: str) -> None:
    (line,) = log_lines([(delivery, ())], NOW)

    assert line.said[0] is token
    assert line.said[1].startswith(words)
