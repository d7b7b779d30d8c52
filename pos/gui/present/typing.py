"""What is being typed, as the display of the keypad shows it."""

from decimal import Decimal

from pos.domain.money import minor_digits, round_fiat
from pos.gui.present.figures import NBSP, TIMES, pointed, price_text, quantity_text


def entry_text(digits: str, is_code: bool, currency: str) -> str:
    """The display: a price that fills from the right, a price with a point, or a barcode."""
    if is_code:
        return digits
    if "." in digits:
        return f"{currency}{NBSP}{_shown(digits)}"
    return price_text(round_fiat(Decimal(digits or "0").scaleb(-minor_digits(currency)), currency))


def times_text(quantity: Decimal | None) -> str:
    """The quantity that waits for its product."""
    return "" if quantity is None else f"{quantity_text(quantity)}{NBSP}{TIMES}"


def number_text(digits: str, unit: str) -> str:
    """A plain number with its unit, for quantities and percentages."""
    number = _shown(digits)
    return f"{number}{NBSP}{unit}" if unit else number


def _shown(digits: str) -> str:
    """Digits as they were typed, but for zeros that lead."""
    plain = digits.lstrip("0")
    return pointed(plain if plain[:1].isdigit() else f"0{plain}")
