"""What the display of the keypad shows."""

import pytest

from pos.gui.present.typing import entry_text, number_text


@pytest.mark.parametrize(
    ("digits", "shown"),
    [
        ("", "CHF\u00a00.00"),
        ("007", "CHF\u00a00.07"),
        ("00.5", "CHF\u00a00.5"),
        ("1.000", "CHF\u00a01.000"),
        ("1.000.50", "CHF\u00a01.000.50"),
    ],
)
def test_the_display_shows_what_was_typed(digits: str, shown: str) -> None:
    assert entry_text(digits, is_code=False, currency="CHF") == shown


def test_a_code_is_shown_with_all_its_digits() -> None:
    assert entry_text("0012345678905", is_code=True, currency="CHF") == "0012345678905"


@pytest.mark.parametrize(
    ("digits", "shown"), [("", "0"), ("05", "5"), ("0.5", "0.5"), ("000", "0"), ("10", "10")]
)
def test_a_plain_number_has_no_zeros_before_it(digits: str, shown: str) -> None:
    assert number_text(digits, "") == shown
    assert number_text(digits, "%") == f"{shown}\u00a0%"
