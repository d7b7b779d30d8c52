from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.ids import SaleId
from pos.domain.money import Amount, Fiat
from pos.domain.payment.advance import advance
from pos.domain.payment.deposit import BALANCE
from pos.domain.payment.facts import AcceptedAnyway
from pos.domain.payment.invoice import Invoice
from pos.domain.retail.cart import Cart, Discount, add_amount, discount_cart, discount_line
from pos.domain.retail.receipt import (
    PRACTICE_MARK,
    Receipt,
    ReceiptClaim,
    receipt_of,
    receipt_text,
)
from pos.domain.retail.sale import Sale
from tests.fakes.invoices import ADDRESS, TOKEN, look, observed, payment, waiting


def sale() -> Sale:
    cart = add_amount(
        Cart(currency="EUR"), Fiat(Decimal("2.40"), "EUR"), "Espresso", tax=Decimal(19)
    )
    cart = add_amount(cart, Fiat(Decimal("3.20"), "EUR"), "Muffin")
    twice = replace(cart.lines[0], quantity=Decimal("2.0"))
    return Sale(
        id=SaleId("00000000000000bb"),
        number=1001,
        cart=replace(cart, lines=(twice, cart.lines[1])),
        created_at=1_000,
        cashier="Ada",
    )


def discounted() -> Sale:
    cart = discount_line(sale().cart, 0, Discount(percent=Decimal(10)))
    return replace(sale(), cart=discount_cart(cart, Discount(value=Decimal(1))))


def paid(index: str = "0") -> Invoice:
    return advance(waiting(), observed(look(height=11), payment(height=10, index=index))).invoice


def receipt(*invoices: Invoice, of: Sale | None = None, is_practice: bool = False) -> Receipt:
    return receipt_of(of or sale(), invoices, "Corner Café", is_practice=is_practice)


def test_a_receipt_says_where_the_shop_is_and_its_tax_number_where_it_has_them() -> None:
    told = replace(receipt(paid()), shop_address="High Street 1\n12345 Town", tax_number="DE 1")

    printed = receipt_text(told, when="21.11.2026 02:17")

    assert printed[:5] == (
        "Corner Café",
        "High Street 1",
        "12345 Town",
        "Tax no. DE 1",
        "Sale 1001",
    )


def test_a_receipt_says_what_was_sold_and_how_it_was_paid() -> None:
    printed = receipt_text(receipt(paid()), when="21.11.2026 02:17")

    assert printed == (
        "Corner Café",
        "Sale 1001",
        "21.11.2026 02:17",
        "-" * 40,
        "Espresso                            4.80",
        "  2 x 2.40",
        "Muffin                              3.20",
        "-" * 40,
        "Total EUR                           8.00",
        "  of it tax 19 %                    0.77",
        "-" * 40,
        "Paid 0xBTC                      0.000001",
        "To 0xa1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a",
        "1a1a1",
        "Transaction 0x01",
    )


def test_discounts_are_shown_where_they_were_given() -> None:
    printed = receipt_text(receipt(of=discounted()), when="")

    assert "  Discount                         -0.48" in printed
    assert "Subtotal                            7.52" in printed
    assert "Discount                           -1.00" in printed


def test_practice_is_marked_at_both_ends() -> None:
    printed = receipt_text(receipt(is_practice=True), when="")

    assert (printed[0], printed[-1]) == (PRACTICE_MARK, PRACTICE_MARK)


def test_a_payment_without_a_transaction_names_none() -> None:
    told_by_balance = receipt(paid(index=BALANCE))

    assert told_by_balance.payments[0].tx_hash is None
    assert not any("Transaction" in text for text in receipt_text(told_by_balance, when=""))


def test_an_invoice_that_was_not_paid_is_not_on_the_receipt() -> None:
    assert receipt(waiting()).payments == ()


def test_money_that_was_taken_although_it_was_late_is_on_the_receipt() -> None:
    late = advance(waiting(), observed(look(at=3_000), payment(40, block_time=2_900))).invoice
    taken = advance(late, AcceptedAnyway(at=3_100, by="Ada")).invoice

    assert receipt(taken).payments[0].amount == Amount(40, TOKEN)


def test_a_receipt_is_dated_by_its_last_payment() -> None:
    assert receipt().at == sale().created_at
    assert receipt(paid()).at == paid().paid_at


def test_a_receipt_says_where_the_money_went() -> None:
    assert receipt(paid()).payments[0].address == ADDRESS


@given(st.text(st.characters(categories=["L", "N", "Zs"]), max_size=120), st.integers(24, 60))
def test_no_line_of_text_is_wider_than_the_paper(title: str, width: int) -> None:
    lines = (replace(sale().cart.lines[0], title=title),)
    long = receipt(paid(), of=replace(sale(), cart=Cart(currency="EUR", lines=lines)))

    assert max(map(len, receipt_text(long, when=title, width=width))) <= width


@pytest.mark.parametrize("letters", range(1, 95))
def test_a_figure_is_never_torn_in_two(letters: int) -> None:
    price = Fiat(Decimal("1234.50"), "EUR")
    line = replace(sale().cart.lines[0], title="x" * letters, unit_price=price)
    long = receipt(of=replace(sale(), cart=Cart(currency="EUR", lines=(line,))))

    printed = receipt_text(long, when="")

    assert sum(text.endswith(" 2469.00") for text in printed) == 2  # the article's and the total
    assert "".join(printed).count("x" * min(letters, 40)) >= 1


def test_money_to_have_back_is_printed_with_its_page_and_pin() -> None:
    claim = ReceiptClaim(
        amounts=(Amount(30, TOKEN),), link="https://pay.example/pay/aa/refund?token=t", pin="042137"
    )
    printed = receipt_text(replace(receipt(paid()), claims=(claim,)), when="", width=60)

    assert printed[-6:] == (
        "-" * 60,
        "Money for you to have back:",
        f"  0xBTC {'0.0000003':>52}",
        "Say where to send it on this page:",
        "https://pay.example/pay/aa/refund?token=t",
        "PIN 042137",
    )
