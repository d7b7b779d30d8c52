"""The keys and webhooks of online shops, as the manager reads them; never a secret of theirs."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, assert_never
from urllib.parse import urlsplit

from pos.domain.payment.effects import Webhook
from pos.domain.ports.outbox import Attempt, Delivered, Delivery, GivenUp, Outcome, TryAgain
from pos.domain.ports.shops import ApiKey, Endpoint, Scope
from pos.gui.present.figures import clock_text, day_text, listed, moment_text
from pos.gui.present.tokens import Token

Log = Sequence[tuple[Delivery, tuple[Attempt, ...]]]
Said = tuple[Token, str]
"""A state and its words."""

WORD_OF_SCOPE: Final = {
    Scope.CREATE: "Make invoices",
    Scope.READ: "List all invoices",
    Scope.REFUND: "Decide on refunds",
    Scope.WEBHOOKS: "Change webhooks",
}

ABOUT: Final = "Keys let a shop's programs in. Webhooks tell a shop what happens to its invoices."
NO_KEYS: Final = "No key yet. An online shop needs one before it can ask for payments."
NO_HOOKS: Final = "No webhook yet. Without one a shop has to ask again and again how things stand."
NOTHING_SENT: Final = "Nothing was sent there yet."
KEY_WORDS: Final = "Name it after the shop, and let it do no more than the shop needs."
HOOK_WORDS: Final = (
    "The address at which the shop wants to be told, such as https://shop.example/florin"
)
NO_SCOPE: Final = "Say what the key may do: tick one at least."
NOT_AGREED: Final = "Nothing was changed: it takes the manager's PIN."
KEPT_NOWHERE: Final = "Copy it now: it cannot be seen again once this is closed."
TESTING: Final[Said] = (Token.WAITING, "Sending a test…")


class HookAct(StrEnum):
    """What a person may do about a webhook."""

    TEST = "test"
    LOG = "log"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRow:
    """One key."""

    id: str
    name: str
    facts: str
    is_revoked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HookRow:
    """One webhook: `last` is how the newest message went, `test` what came of a test just now."""

    id: str
    url: str
    facts: str
    last: Said | None
    test: Said | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One message to a shop; `tries` are its lines in the log."""

    id: str
    title: str
    said: Said
    tries: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficePage:
    """All that the page "Online shop" shows."""

    keys: tuple[KeyRow, ...]
    hooks: tuple[HookRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeSeen:
    """What the engine knows; `logs` has the newest message to each endpoint."""

    keys: Sequence[ApiKey] = ()
    endpoints: Sequence[Endpoint] = ()
    logs: Mapping[str, Log] = field(default_factory=dict)


def office_page(seen: OfficeSeen, tests: Mapping[str, Said], now: int) -> OfficePage:
    """The page; keys that still open come before those that were revoked."""
    keys = sorted(seen.keys, key=lambda key: key.revoked_at is not None)
    return OfficePage(
        keys=tuple(_key_row(key) for key in keys),
        hooks=tuple(
            _hook_row(each, seen.logs.get(each.id, ()), tests.get(each.id), now)
            for each in seen.endpoints
        ),
    )


def log_lines(log: Log, now: int) -> tuple[LogLine, ...]:
    """What was sent to one webhook."""
    return tuple(_log_line(delivery, tries, now) for delivery, tries in log)


def shown_url(url: str) -> str:
    """An address without what may be secret in it: name, password, query and fragment."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def scopes_text(scopes: Collection[Scope]) -> str:
    """What a key may do, in one line."""
    words = ", ".join(word for scope, word in WORD_OF_SCOPE.items() if scope in scopes)
    return words[:1] + words[1:].lower()


def key_agreement(name: str, scopes: Collection[Scope]) -> str:
    """What the manager agrees to when a key is made."""
    return f"A new key for “{name}” may: {scopes_text(scopes).lower()}."


def revoke_question(row: KeyRow) -> tuple[str, str]:
    """Title and words before a key ends."""
    words = "Whoever uses this key is shut out at once, for ever. Other keys are not touched."
    return f"Revoke “{row.name}”?", words


def hook_agreement(url: str) -> str:
    """What the manager agrees to when a webhook is added."""
    return f"{shown_url(url)} is told of everything that happens to invoices."


def remove_agreement(row: HookRow) -> str:
    """What the manager agrees to when a webhook goes."""
    return f"{row.url} is told nothing any more. What still waits for it is given up."


def key_secret_words(name: str) -> str:
    """What to do with the secret of a new key."""
    return f"This is the key of “{name}”. Enter it in the settings of the shop."


def hook_secret_words(url: str) -> str:
    """What to do with the secret of a new webhook."""
    return (
        f"This secret signs every message to {shown_url(url)}. Enter it in the settings of the "
        "shop, so that it can tell true messages from forged ones."
    )


def test_said(outcome: Outcome, at: int) -> Said:
    """What came of a test, and when."""
    test = f"Test at {clock_text(at)}"
    match outcome:
        case Delivered(note=note):
            return Token.PAID, f"{test} delivered: {note}"
        case TryAgain(note=note):
            return Token.ATTENTION, f"{test} not delivered: {note}. It may work later"
        case GivenUp(note=note):
            return (
                Token.FAILED,
                f"{test} refused: {note}. The shop or this address has to be mended",
            )
        case _:
            assert_never(outcome)


def _key_row(key: ApiKey) -> KeyRow:
    is_revoked = key.revoked_at is not None
    ended = f"revoked {day_text(key.revoked_at)}" if key.revoked_at is not None else ""
    made = f"made {day_text(key.created_at)}"
    facts = listed((scopes_text(key.scopes), made, ended))
    return KeyRow(id=key.id, name=key.name, facts=facts, is_revoked=is_revoked)


def _hook_row(endpoint: Endpoint, log: Log, test: Said | None, now: int) -> HookRow:
    state = "On" if endpoint.is_on else "Switched off"
    since = f"added {day_text(endpoint.created_at)}"
    return HookRow(
        id=endpoint.id,
        url=shown_url(endpoint.url),
        facts=listed((state, _events_text(endpoint.events), since)),
        last=_last(log[0][0], now) if log else None,
        test=test,
    )


def _events_text(events: Sequence[str]) -> str:
    """Which events are told; a name that ends in a full stop is a group."""
    names = (f"all {name[:-1]} events" if name.endswith(".") else name for name in events)
    return f"told of {', '.join(names)}" if events else "told of everything"


def _last(delivery: Delivery, now: int) -> Said:
    token, words = _delivery_said(delivery, now)
    return token, listed((f"Last: {_event_of(delivery)} {day_text(delivery.created_at)}", words))


def _log_line(delivery: Delivery, tries: tuple[Attempt, ...], now: int) -> LogLine:
    invoice = f"invoice {delivery.effect.invoice}"
    return LogLine(
        id=delivery.id,
        title=listed((_event_of(delivery), day_text(delivery.created_at), invoice)),
        said=_delivery_said(delivery, now),
        tries=tuple(f"{moment_text(one.at)}  {one.outcome}  ({one.took_ms} ms)" for one in tries),
    )


def _event_of(delivery: Delivery) -> str:
    assert isinstance(delivery.effect, Webhook), "an endpoint's log holds nothing else"
    return delivery.effect.event.name


def _delivery_said(delivery: Delivery, now: int) -> Said:
    """How a message went, or when it goes on; the outbox begins its words with what it was."""
    outcome = delivery.outcome[:1].upper() + delivery.outcome[1:]
    if delivery.due_at is None:
        is_well = delivery.outcome.startswith("delivered")
        return (Token.PAID if is_well else Token.FAILED), outcome
    if delivery.due_at <= now:
        return Token.WAITING, "Waiting to be sent"
    return Token.ATTENTION, listed((outcome, f"next try at {clock_text(delivery.due_at)}"))
