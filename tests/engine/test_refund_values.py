"""What refunds are worth, and by which rates a token pays for its chain's fee."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from pos.domain.money import Amount, Fiat, Rate
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.quote import Quote
from pos.engine.refund_values import Values
from tests.fakes.invoices import ETH, TOKEN, choosing
from tests.fakes.world import FakeRates

VALUES = Values(FakeRates(), "EUR", {TOKEN: "ETH", ETH: ""})
COIN = Amount(10**8, TOKEN)


def rate(code: str, per_coin: str, currency: str = "EUR") -> Rate:
    return Rate(per_coin=Fraction(per_coin), code=code, currency=currency, sources=("fixed",), at=1)


def quoted(*rates: Rate) -> Invoice:
    (quote,) = choosing().quotes
    quotes = tuple(Quote(due=quote.due, rate=r, acceptance=quote.acceptance) for r in rates)
    return replace(choosing(), quotes=quotes)


def test_an_invoices_own_rate_tells_what_its_money_is_worth() -> None:
    assert VALUES.own(COIN, quoted(rate("0xBTC", "0.75"))) == Fiat(Decimal("0.75"), "EUR")


def test_a_rate_in_another_currency_tells_nothing_in_the_shops() -> None:
    assert VALUES.own(COIN, quoted(rate("0xBTC", "0.75", "USD"))) is None


def test_the_rates_kept_for_fees_tell_too() -> None:
    invoice = replace(quoted(), fee_rates=(rate("0xBTC", "0.25"), rate("ETH", "2000")))

    assert VALUES.own(COIN, invoice) == Fiat(Decimal("0.25"), "EUR")


def test_money_without_a_rate_of_its_own_has_todays_worth() -> None:
    assert VALUES.now(COIN) == Fiat(Decimal("0.5"), "EUR")
    assert Values(FakeRates({}), "EUR", {}).now(COIN) is None


def test_a_coin_that_pays_its_own_fee_needs_no_rates() -> None:
    assert VALUES.for_fee(quoted(rate("ETH", "2000")), ETH) == ()


def test_a_tokens_fee_is_valued_by_the_rates_of_the_invoices_day() -> None:
    kept = (rate("0xBTC", "0.25"), rate("ETH", "1000"))

    assert VALUES.for_fee(replace(quoted(), fee_rates=kept), TOKEN) == kept


def test_quotes_of_both_coins_tell_as_well() -> None:
    both = rate("0xBTC", "1", "USD"), rate("ETH", "3000", "USD")

    assert VALUES.for_fee(quoted(*both, rate("LTC", "80", "USD")), TOKEN) == both


def test_an_invoice_that_lacks_one_of_them_goes_by_todays() -> None:
    found = VALUES.for_fee(quoted(rate("0xBTC", "0.75")), TOKEN)

    assert [(r.code, r.per_coin) for r in found] == [("0xBTC", Fraction(1, 2)), ("ETH", 2000)]


def test_without_any_rates_there_are_none() -> None:
    values = Values(FakeRates({"ETH": "2000"}), "EUR", {TOKEN: "ETH"})

    assert values.for_fee(quoted(), TOKEN) == ()
