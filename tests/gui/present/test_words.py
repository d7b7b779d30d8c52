"""The window's words, and its figures in another language."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from pos.domain.ids import ChainId
from pos.domain.money import Amount, Asset, Fiat, Rate
from pos.gui import entry
from pos.gui.entry import Entry
from pos.gui.present import figures, words
from pos.gui.present.typing import entry_text, number_text
from pos.resources import resource
from pos.till.tongue import window_tongue
from tests.words.pseudo import LANGUAGE, write_pseudo

BTC = Asset(code="BTC", decimals=8, chain=ChainId("bip122:0"))


@pytest.fixture
def german() -> Iterator[None]:
    words.use(window_tongue(resource("languages"), "de", "DE"))
    yield
    words.use(None)


@pytest.fixture
def leftward(tmp_path: Path) -> Iterator[None]:
    write_pseudo(tmp_path)
    words.use(window_tongue(tmp_path, LANGUAGE))
    yield
    words.use(None)


def test_english_begins_small_inside_a_sentence() -> None:
    assert words.in_sentence("Make invoices") == "make invoices"


def test_english_stands_in_the_code() -> None:
    assert words.say("Paid {total}", total="CHF 4.50") == "Paid CHF 4.50"
    assert words.later("Paid") == "Paid"
    assert words.again("kraken does not answer") == "kraken does not answer"
    assert words.tongue() is None
    assert not words.is_right_to_left()


@pytest.mark.parametrize(("n", "text"), [(0, "0 lines"), (1, "1 line"), (2, "2 lines")])
def test_english_has_two_forms(n: int, text: str) -> None:
    assert words.count("{n} line|{n} lines", n) == text


def test_a_text_without_a_bar_is_the_same_for_every_number() -> None:
    assert words.count("{n} open, {coin}", 1, coin="BTC") == "1 open, BTC"


@pytest.mark.usefixtures("german")
def test_the_language_in_use_says_it() -> None:
    assert words.say("Paid {total}", total="CHF 4,50") == "Bezahlt CHF 4,50"
    assert words.in_sentence("Rechnungen erstellen") == "Rechnungen erstellen"
    assert words.count("{n} line|{n} lines", 1) == "1 Zeile"
    assert words.again("kraken does not answer") == "kraken antwortet nicht"


@pytest.mark.usefixtures("german")
def test_figures_keep_the_house_layout_with_the_point_of_the_language() -> None:
    rate = Rate(per_coin=Fraction("94957.5"), code="BTC", currency="CHF", sources=("x",), at=1)

    assert figures.price_text(Fiat(Decimal("1234.50"), "CHF")) == "CHF\u00a01\u202f234,50"
    assert figures.amount_text(Amount(14217, BTC)) == "0,000\u202f142\u202f17"
    assert figures.coin_text_short(Amount(123_456_789, BTC)) == "1,234\u202f567…\u00a0BTC"
    assert figures.quantity_text(Decimal("0.50")) == "0,5"
    assert figures.percent_text(Decimal("2.60")) == "2,6\u00a0%"
    assert figures.grouped_text(Decimal("1234.5")) == "1\u00a0234,5"
    assert figures.rate_text(rate) == "1\u00a0BTC = 94\u202f957,5\u00a0CHF"


@pytest.mark.usefixtures("german")
def test_times_are_told_as_the_language_does() -> None:
    assert figures.age(540) == "vor 9\u00a0min"
    assert figures.duration(7200) == "2\u00a0h"
    assert figures.clock_text(1_795_176_000)[2] == ":"
    assert "Nov." in figures.day_text(1_795_176_000)
    assert ".11.2026" in figures.moment_text(1_795_176_000)


@pytest.mark.usefixtures("german")
def test_what_is_typed_is_shown_with_the_point_it_will_have() -> None:
    """Whoever types a thousand with a point sees at once that it is one with three decimals."""
    typed = Entry()
    for key in "1.00":
        typed = entry.typed(typed, key)

    assert entry_text(typed.digits, is_code=False, currency="CHF") == "CHF\u00a01,00"
    assert entry.price_of(typed, "CHF") == Fiat(Decimal("1.00"), "CHF")
    assert number_text("2.5", "%") == "2,5\u00a0%"


@pytest.mark.usefixtures("leftward")
def test_from_the_right_each_part_of_a_line_stays_together() -> None:
    assert words.is_right_to_left()
    assert figures.listed(("1 BTC", "")) == "1 BTC"
    assert figures.listed(("1 BTC", "CHF 2")) == "\u20681 BTC\u2069  \u00b7  \u2068CHF 2\u2069"
