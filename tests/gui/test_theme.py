"""Colours that people can read, in both looks."""

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from pos.gui.theme import DARK, LIGHT, TOKEN_COLOURS, dress
from tests.gui.counter import RESOURCES, theme_of

PAIRS = (
    ("text", "ground"),
    ("text", "card"),
    ("text", "hover"),
    ("text", "selected"),
    ("text", "practice_strip"),
    ("muted", "ground"),
    ("muted", "card"),
    ("on_accent", "accent"),
    ("on_practice", "practice"),
    ("on_rail", "rail"),
    ("danger", "card"),
    ("disabled", "disabled_ground"),
)


def brightness(colour: QColor) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((brightness(QColor(one)), brightness(QColor(other))))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_words_stand_out(colours: dict[str, str], ink: str, ground: str) -> None:
    least = 3.0 if ink == "disabled" else 4.5

    assert contrast(colours[ink], colours[ground]) >= least


@pytest.mark.parametrize("token", TOKEN_COLOURS)
def test_states_are_readable_and_have_a_shape(token: str) -> None:
    ground, ink = next(pair for name, pair in TOKEN_COLOURS.items() if name == token)

    assert contrast(ground, ink) >= 4.5
    assert (RESOURCES / "icons" / f"{token}.svg").is_file()


def test_both_looks_have_the_same_colours() -> None:
    assert set(LIGHT) == set(DARK)


@pytest.mark.parametrize("percent", [100, 125, 150])
def test_the_till_scale_grows_everything(qapp: QApplication, percent: int) -> None:
    theme = theme_of(percent=percent)

    dress(qapp, theme)

    assert theme.px(48) == 48 * percent // 100
    assert qapp.font().pixelSize() == round(18 * percent / 100)
