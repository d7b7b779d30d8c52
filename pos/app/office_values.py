"""Settings as text and back: how each kind of value is typed in the office."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final, assert_never

from pos.app.settings import TierSettings
from pos.domain.errors import Refused
from pos.gui.backoffice import Kind

YES: Final = "true"
NO: Final = "false"

_LONGEST: Final = 18
"""More digits than this no setting has; written out, some numbers would fill the memory."""

_SHOWN: Final = 60
_EITHER: Final = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}")
"""Sixty thousand to some people and sixty to others."""


def text_of_value(value: Any) -> str:  # noqa: ANN401 - whatever a setting can hold
    """What stands in the field."""
    match value:
        case None:
            return ""
        case bool():
            return YES if value else NO
        case Decimal():
            return f"{value:f}"
        case Mapping():
            return "\n".join(f"{name} = {text_of_value(each)}" for name, each in value.items())
        case TierSettings():
            return f"{value.up_to}: {value.confirmations}" if value.up_to else _last(value)
        case tuple() | list():
            return "\n".join(text_of_value(each) for each in value)
        case _:
            return str(value)


def value_of(text: str, kind: Kind) -> object | None:
    """What is meant by a text, as the file has it; None for nothing. Raises Refused."""
    match kind:
        case Kind.TEXT | Kind.PARAGRAPH | Kind.PASSWORD | Kind.CHOICE | Kind.FOLDER | Kind.FILE:
            return text.strip()
        case Kind.SWITCH:
            return text == YES
        case Kind.WHOLE:
            return _whole(text) if text.strip() else None
        case Kind.NUMBER:
            return _number(text) if text.strip() else None
        case Kind.LINES:
            return list(_lines(text))
        case Kind.PAIRS:
            return dict(_pair(line) for line in _lines(text))
        case Kind.TIERS:
            return [_tier(line) for line in _lines(text)]
        case _:
            assert_never(kind)


def _last(tier: TierSettings) -> str:
    return str(tier.confirmations)


def _lines(text: str) -> Iterable[str]:
    return (line.strip() for line in text.splitlines() if line.strip())


def _whole(text: str) -> int:
    try:
        number = int(text.strip())
    except ValueError:
        number = None
    if number is None or abs(number) >= 10**_LONGEST:
        typed = _short(text)
        raise Refused("invalid_setting", f"“{typed}” is not a whole number")
    return number


def _number(text: str) -> Decimal:
    """A number as people write it, with a point or a comma."""
    typed = text.strip()
    try:
        number = Decimal(typed.replace(",", "."))
    except InvalidOperation:
        number = Decimal("nan")
    if not number.is_finite() or not _is_writable(number):
        typed = _short(text)
        raise Refused("invalid_setting", f"“{typed}” is not a number, such as 0.5")
    if _EITHER.fullmatch(typed):
        fine, coarse = f"{typed.replace(',', '.')}0", re.sub("[.,]", "", typed)
        text = f"“{typed}” may mean thousands: write {fine} or {coarse}"
        raise Refused("unclear_number", text)
    return number


def _is_writable(number: Decimal) -> bool:
    """Whether it has so few digits before and after its point that it can be written out."""
    exponent = number.as_tuple().exponent
    return abs(number.adjusted()) < _LONGEST and isinstance(exponent, int) and -exponent <= _LONGEST


def _short(text: str) -> str:
    """What was typed, in a sentence."""
    typed = text.strip()
    return typed if len(typed) <= _SHOWN else f"{typed[:_SHOWN]}…"


def _pair(line: str) -> tuple[str, str]:
    name, mark, value = line.partition("=")
    if not mark or not name.strip() or not value.strip():
        shown = _short(line)
        raise Refused("invalid_setting", f"“{shown}” is not written as BTC = 0.5")
    return name.strip(), f"{_number(value):f}"


def _tier(line: str) -> dict[str, object]:
    price, mark, depth = line.rpartition(":")
    try:
        confirmations = _whole(depth)
        up_to = f"{_number(price):f}" if mark else ""
    except Refused as why:
        if why.code == "unclear_number":
            raise
        shown = _short(line)
        text = f"“{shown}” is not written as 50: 1 (up to 50 one confirmation) or as 6"
        raise Refused("invalid_setting", text) from why
    return {"confirmations": confirmations} | ({"up_to": up_to} if up_to else {})
