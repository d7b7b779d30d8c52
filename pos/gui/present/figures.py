"""Numbers, addresses and times as people read them at a glance, and never rounded by accident."""

from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Final

from pos.domain.money import Amount, Fiat, Rate, format_amount, format_fiat
from pos.gui.present.words import is_right_to_left, later, say, tongue

THIN = "\u202f"
"""The narrow space that groups digits; it does not break a line."""

NBSP = "\u00a0"
MINUS = "\u2212"
TIMES = "\u00d7"

_EMPHASISED = 6
_RATE_DIGITS = 6
_GROUP = 3
_SHORT = 16
_ISOLATE: Final = "\u2068"  # keeps figures together inside right-to-left words
_END: Final = "\u2069"


def decimal_point() -> str:
    """What stands between whole units and their decimals in the window's language."""
    spoken = tongue()
    return "." if spoken is None else spoken.point


def pointed(plain: str) -> str:
    """A number as programs write it ("0.5"), with the point of the window's language."""
    return plain.replace(".", decimal_point())


def fiat_text(price: Fiat) -> str:
    """The number alone, grouped: "1 234.50"."""
    return _grouped(format_fiat(price))


def price_text(price: Fiat) -> str:
    """A price with its currency in front: "CHF 13.50"."""
    return f"{price.currency}{NBSP}{fiat_text(price)}"


def amount_text(amount: Amount) -> str:
    """A coin amount with every digit it has, grouped by three: "0.000 142 17"."""
    return _grouped(format_amount(amount))


def coin_text(amount: Amount) -> str:
    """A coin amount with its unit: "0.000 142 17 BTC"."""
    return f"{amount_text(amount)} {amount.asset.code}"


def coin_text_short(amount: Amount) -> str:
    """A coin amount for lists: six decimals at most, with a mark where digits were left out."""
    whole, _, part = format_amount(amount).partition(".")
    kept = part[:6]
    more = "\u2026" if len(part) > len(kept) else ""
    number = f"{whole}.{kept}" if kept else whole
    return f"{_grouped(number)}{more}{NBSP}{amount.asset.code}"


def quantity_text(quantity: Decimal) -> str:
    """A quantity without trailing zeros: "2", "0.5"."""
    return pointed(_plain(quantity))


def grouped_text(number: Decimal | int) -> str:
    """A plain number that is never torn, grouped and without trailing zeros: "812 900"."""
    return _grouped(_plain(Decimal(number))).replace(THIN, NBSP)


def percent_text(percent: Decimal) -> str:
    """A percentage: "2.6 %"."""
    return f"{quantity_text(percent)}{NBSP}%"


def rate_text(rate: Rate) -> str:
    """What one coin costs, in six digits at most: "1 BTC = 94 957 CHF"."""
    value = Decimal(rate.per_coin.numerator) / Decimal(rate.per_coin.denominator)
    places = max(0, _RATE_DIGITS - max(value.adjusted(), 0) - 1)
    if value.adjusted() < 0:
        places = _RATE_DIGITS - value.adjusted() - 1
    shown = _plain(Decimal(f"{value:.{places}f}"))
    return f"1{NBSP}{rate.code} = {_grouped(shown)}{NBSP}{rate.currency}"


def address_runs(address: str) -> tuple[tuple[str, bool], ...]:
    """An address in groups of four with its first and last six characters marked.

    Returns runs of text with True where a reader should compare; joined they are the address
    with spaces between the groups.
    """
    head = 2 if address.startswith("0x") else 0
    runs: list[tuple[str, bool]] = []
    for place, letter in enumerate(address):
        space = " " if place > head and (place - head) % 4 == 0 else ""
        is_strong = place < _EMPHASISED or place >= len(address) - _EMPHASISED
        if runs and runs[-1][1] == is_strong:
            runs[-1] = (runs[-1][0] + space + letter, is_strong)
        else:
            runs.append((space + letter, is_strong))
    return tuple(runs)


def short_tx(txid: str | None) -> str:
    """A transaction's first and last digits; a dash where there is none to show."""
    if txid is None:
        return "\u2013"
    return txid if len(txid) <= _SHORT else f"{txid[:8]}\u2026{txid[-6:]}"


def countdown(seconds: int) -> str:
    """What is left, as mm:ss, or h:mm:ss from an hour on; never below zero."""
    seconds = max(0, seconds)
    hours, rest = divmod(seconds, 3600)
    minutes, left = divmod(rest, 60)
    if hours:
        return f"{hours}:{minutes:02}:{left:02}"
    return f"{minutes:02}:{left:02}"


def age(seconds: int) -> str:
    """How long ago something was, in the largest unit that says enough."""
    return say("{duration} ago", duration=duration(seconds)) if seconds > 1 else say("just now")


def duration(seconds: int) -> str:
    """How long something lasts, in the largest unit that says enough: "9 min"."""
    for size, text in _UNITS:
        if seconds >= size:
            return say(text, n=seconds // size)
    return say("{n}\u00a0s", n=max(0, seconds))


_UNITS: Final = (
    (86_400, later("{n}\u00a0d")),
    (3600, later("{n}\u00a0h")),
    (60, later("{n}\u00a0min")),
)


def clock_text(at: int) -> str:
    """The time of day on this machine: "14:05"."""
    spoken = tongue()
    return _local(at).strftime("%H:%M") if spoken is None else spoken.clock(at)


def moment_text(at: int) -> str:
    """Day and time for the journal: "2026-11-21 14:05:09"."""
    spoken = tongue()
    return _local(at).strftime("%Y-%m-%d %H:%M:%S") if spoken is None else spoken.stamp(at)


def day_text(at: int) -> str:
    """Day and time for lists: "21 Nov 14:05"."""
    spoken = tongue()
    return _local(at).strftime("%d %b %H:%M") if spoken is None else spoken.day(at)


def listed(words: Iterable[str]) -> str:
    """Words on one line, with middle dots between those that say something."""
    said = [word for word in words if word]
    if is_right_to_left() and len(said) > 1:
        said = [f"{_ISOLATE}{word}{_END}" for word in said]
    return "  \u00b7  ".join(said)


def _local(at: int) -> datetime:
    return datetime.fromtimestamp(at, tz=UTC).astimezone()


def _plain(number: Decimal) -> str:
    plain = f"{number:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _grouped(plain: str) -> str:
    """Digits in groups of three on both sides of the point; up to four stay together."""
    sign, digits = (MINUS, plain[1:]) if plain.startswith("-") else ("", plain)
    whole, _, part = digits.partition(".")
    if len(whole) > _GROUP:
        head = len(whole) % 3
        groups = [whole[:head]] if head else []
        whole = THIN.join(groups + [whole[i : i + 3] for i in range(head, len(whole), 3)])
    part = THIN.join(part[i : i + 3] for i in range(0, len(part), 3))
    return f"{sign}{whole}{decimal_point()}{part}" if part else f"{sign}{whole}"
