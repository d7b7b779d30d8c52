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
from pos.gui.present.words import again, in_sentence, later, say

Log = Sequence[tuple[Delivery, tuple[Attempt, ...]]]
Said = tuple[Token, str]
"""A state and its words."""

WORD_OF_SCOPE: Final = {
    Scope.CREATE: later("Make invoices"),
    Scope.READ: later("List all invoices"),
    Scope.REFUND: later("Decide on refunds"),
    Scope.WEBHOOKS: later("Change webhooks"),
}

ABOUT: Final = later(
    "Keys let a shop's programs in. Webhooks tell a shop what happens to its invoices."
)
NO_KEYS: Final = later("No key yet. An online shop needs one before it can ask for payments.")
NO_HOOKS: Final = later(
    "No webhook yet. Without one a shop has to ask again and again how things stand."
)
NOTHING_SENT: Final = later("Nothing was sent there yet.")
KEY_WORDS: Final = later("Name it after the shop, and let it do no more than the shop needs.")
HOOK_WORDS: Final = later(
    "The address at which the shop wants to be told, such as https://shop.example/florin"
)
NO_SCOPE: Final = later("Say what the key may do: tick one at least.")
NOT_AGREED: Final = later("Nothing was changed: it takes the manager's PIN.")
KEPT_NOWHERE: Final = later("Copy it now: it cannot be seen again once this is closed.")
EVERYTHING: Final = later("Everything")
GROUP_WORDS: Final = {
    "invoice.": later("All that happens to invoices"),
    "refund.": later("All that happens to refunds"),
    "alarm.": later("All alarms"),
}
NO_EVENT: Final = later("Say what the shop is told of: tick one at least.")
ROTATE: Final = later("New secret…")


class HookAct(StrEnum):
    """What a person may do about a webhook."""

    TEST = "test"
    LOG = "log"
    CHANGE = "change"
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
    events: tuple[str, ...] = ()
    is_on: bool = True


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
    words = [say(word) for scope, word in WORD_OF_SCOPE.items() if scope in scopes]
    return ", ".join((*words[:1], *map(in_sentence, words[1:])))


def key_agreement(name: str, scopes: Collection[Scope]) -> str:
    """What the manager agrees to when a key is made."""
    may = in_sentence(scopes_text(scopes))
    return say("A new key for “{name}” may: {may}.", name=name, may=may)


def revoke_question(row: KeyRow) -> tuple[str, str]:
    """Title and words before a key ends."""
    words = say("Whoever uses this key is shut out at once, for ever. Other keys are not touched.")
    return say("Revoke “{name}”?", name=row.name), words


def hook_agreement(url: str) -> str:
    """What the manager agrees to when a webhook is added."""
    return say("{url} is told of everything that happens to invoices.", url=shown_url(url))


def remove_agreement(row: HookRow) -> str:
    """What the manager agrees to when a webhook goes."""
    words = later("{url} is told nothing any more. What still waits for it is given up.")
    return say(words, url=row.url)


def key_secret_words(name: str) -> str:
    """What to do with the secret of a new key."""
    return say("This is the key of “{name}”. Enter it in the settings of the shop.", name=name)


def hook_secret_words(url: str) -> str:
    """What to do with the secret of a new webhook."""
    words = later(
        "This secret signs every message to {url}. Enter it in the settings of the shop, so that "
        "it can tell true messages from forged ones."
    )
    return say(words, url=shown_url(url))


def test_said(outcome: Outcome, at: int) -> Said:
    """What came of a test, and when."""
    at_clock = clock_text(at)
    match outcome:
        case Delivered(note=note):
            token, words = Token.PAID, later("Test at {time} delivered: {note}")
        case TryAgain(note=note):
            words = later("Test at {time} not delivered: {note}. It may work later")
            token = Token.ATTENTION
        case GivenUp(note=note):
            words = later(
                "Test at {time} refused: {note}. The shop or this address has to be mended"
            )
            token = Token.FAILED
        case _:
            assert_never(outcome)
    return token, say(words, time=at_clock, note=again(note))


def testing() -> Said:
    """What is said while a test is on its way."""
    return Token.WAITING, say("Sending a test…")


def groups_of(names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The events by their groups: "invoice." and the names that begin with it."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(f"{name.partition('.')[0]}.", []).append(name)
    return {group: tuple(inside) for group, inside in found.items()}


def is_told(events: Collection[str], name: str) -> bool:
    """Whether an endpoint with these events is told of this one."""
    return not events or name in events or f"{name.partition('.')[0]}." in events


def chosen_events(told: Collection[str], names: Sequence[str]) -> tuple[str, ...]:
    """The shortest way to say which events are told of; () is all of them."""
    if set(names) <= set(told):
        return ()
    found: list[str] = []
    for group, inside in groups_of(names).items():
        found += [group] if set(inside) <= set(told) else [name for name in inside if name in told]
    return tuple(found)


def change_agreement(row: HookRow, events: Sequence[str], *, is_on: bool) -> str:
    """What the manager agrees to when a webhook is changed."""
    if not is_on:
        return say("{url} is told nothing until it is switched on again.", url=row.url)
    return say("{url} is {told}.", url=row.url, told=_events_text(events))


def rotate_agreement(row: HookRow) -> str:
    """What the manager agrees to when the secret of a webhook is replaced."""
    words = later("{url} gets a new secret. For a day the old one signs beside it.")
    return say(words, url=row.url)


def _key_row(key: ApiKey) -> KeyRow:
    is_revoked = key.revoked_at is not None
    ended = ""
    if key.revoked_at is not None:
        ended = say("revoked {day}", day=day_text(key.revoked_at))
    made = say("made {day}", day=day_text(key.created_at))
    facts = listed((scopes_text(key.scopes), made, ended))
    return KeyRow(id=key.id, name=key.name, facts=facts, is_revoked=is_revoked)


def _hook_row(endpoint: Endpoint, log: Log, test: Said | None, now: int) -> HookRow:
    state = say("On") if endpoint.is_on else say("Switched off")
    since = say("added {day}", day=day_text(endpoint.created_at))
    return HookRow(
        id=endpoint.id,
        url=shown_url(endpoint.url),
        facts=listed((state, _events_text(endpoint.events), since)),
        events=tuple(endpoint.events),
        is_on=endpoint.is_on,
        last=_last(log[0][0], now) if log else None,
        test=test,
    )


def _events_text(events: Sequence[str]) -> str:
    """Which events are told; a name that ends in a full stop is a group."""
    names = (
        say("all {group} events", group=name[:-1]) if name.endswith(".") else name
        for name in events
    )
    if not events:
        return say("told of everything")
    return say("told of {events}", events=", ".join(names))


def _last(delivery: Delivery, now: int) -> Said:
    token, words = _delivery_said(delivery, now)
    last = say("Last: {event} {day}", event=_event_of(delivery), day=day_text(delivery.created_at))
    return token, listed((last, words))


def _log_line(delivery: Delivery, tries: tuple[Attempt, ...], now: int) -> LogLine:
    invoice = say("invoice {id}", id=delivery.effect.invoice)
    return LogLine(
        id=delivery.id,
        title=listed((_event_of(delivery), day_text(delivery.created_at), invoice)),
        said=_delivery_said(delivery, now),
        tries=tuple(
            f"{moment_text(one.at)}  {again(one.outcome)}  ({one.took_ms} ms)" for one in tries
        ),
    )


def _event_of(delivery: Delivery) -> str:
    assert isinstance(delivery.effect, Webhook), "an endpoint's log holds nothing else"
    return delivery.effect.event.name


def _delivery_said(delivery: Delivery, now: int) -> Said:
    """How a message went, or when it goes on; the outbox begins its words with what it was."""
    said = again(delivery.outcome)
    outcome = said[:1].upper() + said[1:]
    if delivery.due_at is None:
        is_well = delivery.outcome.startswith("delivered")
        return (Token.PAID if is_well else Token.FAILED), outcome
    if delivery.due_at <= now:
        return Token.WAITING, say("Waiting to be sent")
    next_try = say("next try at {time}", time=clock_text(delivery.due_at))
    return Token.ATTENTION, listed((outcome, next_try))
