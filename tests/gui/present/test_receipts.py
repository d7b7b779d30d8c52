"""The receipt in the window's language."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from pos.domain.money import Fiat
from pos.domain.retail.receipt import ReceiptClaim, ReceiptLine
from pos.gui.present import words
from pos.gui.present.receipts import receipt_lines
from pos.resources import resource
from pos.till.tongue import window_tongue
from tests.domain.retail.test_receipt import paid, receipt


@pytest.fixture
def german() -> Iterator[None]:
    words.use(window_tongue(resource("languages"), "de", "DE"))
    yield
    words.use(None)


def test_english_is_printed_as_ever() -> None:
    printed = receipt_lines(receipt(paid()))

    assert "Sale 1001" in printed
    assert any(line.startswith("Total ") for line in printed)


@pytest.mark.usefixtures("german")
def test_german_is_printed_with_its_words_and_points() -> None:
    line = ReceiptLine(
        title="Tee",
        quantity=Decimal("1.5"),
        unit_price=Fiat(Decimal("2.00"), "EUR"),
        total=Fiat(Decimal("2.50"), "EUR"),
        discount=Fiat(Decimal("0.50"), "EUR"),
    )
    claim = ReceiptClaim(amounts=(), link="https://shop.example/r", pin="1234")
    told = replace(
        receipt(paid(), is_practice=True), lines=(line,), claims=(claim,), tax_number="DE 1"
    )

    printed = receipt_lines(told)

    assert printed[0] == printed[-1] == "*** ÜBUNG - KEIN BELEG ***"
    assert {"Steuernr. DE 1", "Verkauf 1001", "  1,5 x 2,00", "PIN 1234"} <= set(printed)
    assert any(text.startswith("  Rabatt") and text.endswith("-0,50") for text in printed)
    assert any(text.startswith("Bezahlt ") and "," in text for text in printed)
