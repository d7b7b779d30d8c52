import asyncio
from dataclasses import replace
from decimal import Decimal

import pytest

from pos.domain.errors import Refused
from pos.domain.ids import InvoiceId
from pos.domain.money import Amount, Fiat
from pos.domain.payment.advance import advance
from pos.domain.payment.stage import Stage, stage_of
from pos.domain.payment.terms import Door, Origin
from pos.domain.ports.payments import Idempotency
from pos.engine.desk import DEFAULT_EXPIRY_S, Order
from pos.engine.feed import PATIENCE_S, ChainSeen
from pos.engine.quoting import Quoting
from tests.engine.conftest import House
from tests.fakes.invoices import (
    ADDRESS,
    CHAIN,
    ETH,
    POL,
    TOKEN,
    look,
    observed,
    payment,
    prompt,
    waiting,
)
from tests.fakes.world import coin

AT_THE_TILL = Origin(door=Door.TILL, reference="sale-1")
COFFEE = Order(origin=AT_THE_TILL, price=Fiat(Decimal("3.50"), "EUR"), code="0xBTC")
SEVEN_TOKENS = Amount(7 * 10**8, TOKEN)


async def test_charging_shows_a_fresh_address_and_what_is_due(house: House) -> None:
    invoice = await house.desk.charge(COFFEE)

    assert invoice.prompt is not None
    assert invoice.prompt.due == SEVEN_TOKENS
    assert invoice.prompt.address == "wallet-00000"
    assert invoice.prompt.uri == "pay:wallet-00000?units=700000000"
    assert stage_of(invoice) is Stage.WAITING


async def test_what_charge_answers_is_on_disk(house: House) -> None:
    invoice = await house.desk.charge(COFFEE)

    assert await house.store.payments.invoice(invoice.id) == invoice


async def test_a_price_holds_for_the_shops_default_time(house: House) -> None:
    invoice = await house.desk.charge(COFFEE)

    assert invoice.terms.expires_at == invoice.deadline == 1_000 + DEFAULT_EXPIRY_S


async def test_an_exact_coin_amount_has_no_deadline_unless_asked_for(house: House) -> None:
    order = Order(origin=AT_THE_TILL, amount=SEVEN_TOKENS, code="0xBTC")

    assert (await house.desk.charge(order)).deadline is None
    assert (await house.desk.charge(replace(order, expires_in_s=60))).deadline == 1_060


async def test_no_address_is_given_out_twice(house: House) -> None:
    charged = await asyncio.gather(*(house.desk.charge(COFFEE) for _ in range(60)))

    addresses = {invoice.prompts[0].address for invoice in charged}
    assert len(addresses) == 60


async def test_an_address_of_a_charge_that_failed_is_shown_to_the_next_customer(
    house: House,
) -> None:
    with pytest.raises(Refused, match="POL has no price"):
        await house.desk.charge(replace(COFFEE, code="POL"))
    house.rates.prices["POL"] = "1"

    invoice = await house.desk.charge(replace(COFFEE, code="POL"))

    assert invoice.prompts[0].address == "other-00000"


async def test_an_address_taken_for_a_repeated_order_is_shown_to_the_next_customer(
    house: House,
) -> None:
    order = replace(COFFEE, idempotency=Idempotency(key="k", digest="d"))
    await asyncio.gather(house.desk.charge(order), house.desk.charge(order))

    assert (await house.desk.charge(COFFEE)).prompts[0].key_index == 1


async def test_an_address_that_another_program_took_is_refused_once_and_then_passed_over(
    house: House,
) -> None:
    rival = house.after_a_crash()
    for pool in rival.desk.pools.values():
        await pool.fill()
    await house.desk.charge(COFFEE)
    with pytest.raises(Refused):
        await rival.desk.charge(COFFEE)

    assert (await rival.desk.charge(COFFEE)).prompts[0].key_index == 1


async def test_the_same_order_under_one_key_makes_one_invoice(house: House) -> None:
    order = replace(COFFEE, idempotency=Idempotency(key="k", digest="d"))

    first, second = await asyncio.gather(house.desk.charge(order), house.desk.charge(order))
    third = await house.desk.charge(order)

    assert first.id == second.id == third.id


async def test_another_order_under_a_used_key_is_refused(house: House) -> None:
    await house.desk.charge(replace(COFFEE, idempotency=Idempotency(key="k", digest="d")))

    with pytest.raises(Refused, match="another request"):
        await house.desk.charge(replace(COFFEE, idempotency=Idempotency(key="k", digest="e")))


async def test_a_coin_without_a_rate_is_left_out_of_the_quotes(house: House) -> None:
    invoice = await house.desk.charge(replace(COFFEE, code=None))

    assert [quote.due.asset.code for quote in invoice.quotes] == ["0xBTC", "ETH"]
    assert stage_of(invoice) is Stage.CHOOSING


async def test_without_any_rate_a_price_is_refused(house: House) -> None:
    house.rates.prices.clear()

    with pytest.raises(Refused, match="No current rate"):
        await house.desk.charge(COFFEE)


async def test_the_price_of_a_coin_amount_picks_its_confirmations(house: House) -> None:
    cheap = await house.desk.charge(Order(origin=AT_THE_TILL, amount=SEVEN_TOKENS, code="0xBTC"))
    dear = await house.desk.charge(
        Order(origin=AT_THE_TILL, amount=Amount(10**12, TOKEN), code="0xBTC")
    )
    unknown = await house.desk.charge(Order(origin=AT_THE_TILL, amount=Amount(5, POL), code="POL"))

    needed = [i.quotes[0].acceptance.confirmations for i in (cheap, dear, unknown)]
    assert needed == [2, 12, 12]


async def test_a_policy_in_the_coin_itself_needs_no_rate(house: House) -> None:
    own = replace(coin(POL).policy, currency="POL")
    quote = Quoting(house.rates, "EUR").of_amount(Amount(5, POL), replace(coin(POL), policy=own))

    assert quote.acceptance.confirmations == 2


@pytest.mark.parametrize("units", [0, -1, 10**15 + 1])
async def test_amounts_that_cannot_exist_are_refused(house: House, units: int) -> None:
    order = Order(origin=AT_THE_TILL, amount=Amount(units, TOKEN), code="0xBTC")

    with pytest.raises(Refused, match="no such amount"):
        await house.desk.charge(order)


@pytest.mark.parametrize("price", [None, Fiat(Decimal(0), "EUR")])
async def test_a_price_must_be_above_zero(house: House, price: Fiat | None) -> None:
    with pytest.raises(Refused, match="above zero"):
        await house.desk.charge(Order(origin=AT_THE_TILL, price=price, code="ETH"))


async def test_a_coin_that_is_not_on_offer_is_refused(house: House) -> None:
    with pytest.raises(Refused, match="DOGE is not on offer"):
        await house.desk.charge(replace(COFFEE, code="DOGE"))


async def test_the_customer_chooses_and_may_choose_again(house: House) -> None:
    invoice = await house.desk.charge(replace(COFFEE, code=None))

    tokens = await house.desk.choose_method(invoice.id, "0xBTC")
    ether = await house.desk.choose_method(invoice.id, "ETH")
    back = await house.desk.choose_method(invoice.id, "0xBTC")

    assert back.prompt == tokens.prompt
    assert {p.address for p in back.prompts} == {"wallet-00000", "wallet-00001"}
    assert ether.prompt is not None
    assert ether.prompt.due == Amount(1_750_000_000_000_000, ETH)


async def test_a_coin_without_a_quote_cannot_be_chosen_and_costs_no_address(house: House) -> None:
    invoice = await house.desk.charge(COFFEE)
    with pytest.raises(Refused, match="POL has no price"):
        await house.desk.choose_method(invoice.id, "POL")
    house.rates.prices["POL"] = "1"

    later = await house.desk.charge(replace(COFFEE, code="POL"))

    assert later.prompts[0].address == "other-00000"


async def test_cancelling_and_accepting_are_facts_like_any_other(house: House) -> None:
    cancelled = await house.desk.cancel((await house.desk.charge(COFFEE)).id, by="Anna")
    short = await house.desk.charge(COFFEE)
    part = payment(5, address=short.prompts[0].address)
    await house.ledger.record(short.id, observed(look(), part))
    accepted = await house.desk.accept_anyway(short.id, by="Anna")

    assert stage_of(cancelled) is Stage.CANCELLED
    assert stage_of(accepted) is Stage.PAID


async def test_a_refund_claim_is_kept(house: House) -> None:
    invoice = await house.desk.charge(COFFEE)

    claimed = await house.desk.claim_refund(invoice.id, CHAIN, "0xback")

    assert claimed.refund_to == ((CHAIN, "0xback"),)


async def test_the_coins_on_offer_come_in_the_order_they_are_shown(house: House) -> None:
    assert [coin.code for coin in house.desk.coins()] == ["0xBTC", "ETH", "POL"]
    assert house.desk.coin("ETH").code == "ETH"


async def test_an_unknown_invoice_is_refused(house: House) -> None:
    with pytest.raises(Refused, match="no invoice"):
        await house.desk.cancel(InvoiceId("ff" * 8), by="Anna")


async def test_a_wallet_is_asked_for_the_whole_price_and_after_a_part_for_the_rest(
    house: House,
) -> None:
    invoice = await house.desk.charge(COFFEE)
    address = invoice.prompts[0].address
    part = observed(look(), payment(2 * 10**8, address=address))
    short = await house.ledger.record(invoice.id, part)
    rest = observed(look(1_101), payment(9 * 10**8, "0x02", address=address))
    covered = await house.ledger.record(invoice.id, rest)

    uris = [house.desk.request(i).uri for i in (invoice, short, covered)]
    assert uris == [f"pay:{address}?units={units}" for units in (7 * 10**8, 5 * 10**8, 7 * 10**8)]
    assert house.desk.request(short).due == Amount(5 * 10**8, TOKEN)


async def test_the_rest_in_a_coin_that_is_no_longer_on_offer_is_asked_for_by_its_address(
    house: House,
) -> None:
    gone = replace(ETH, code="GONE")
    invoice = waiting(None, prompt(asset=gone))
    short = advance(invoice, observed(look(), payment(60, asset=gone))).invoice

    asked = house.desk.request(short)

    assert (asked.qr, asked.uri, asked.due) == (ADDRESS, ADDRESS, Amount(40, gone))


def lost(house: House) -> ChainSeen:
    """The chain does not answer any more, and did so until now."""
    return ChainSeen(
        chain=CHAIN,
        is_connected=False,
        height=10,
        looked_at=house.clock.now(),
        block_time=None,
        trouble="no answer",
    )


async def test_a_chain_that_hiccups_is_still_offered(house: House) -> None:
    house.feed.publish(lost(house))
    await house.clock.pass_time(PATIENCE_S)

    assert house.desk.is_offered("0xBTC")


async def test_a_coin_whose_chain_cannot_be_seen_is_not_offered(house: House) -> None:
    house.feed.publish(lost(house))
    await house.clock.pass_time(PATIENCE_S + 1)

    assert not house.desk.is_offered("0xBTC")
    with pytest.raises(Refused, match="Test network network cannot be seen now"):
        await house.desk.charge(COFFEE)


async def test_the_other_coins_sell_on_and_can_be_changed_to(house: House) -> None:
    invoice = await house.desk.charge(replace(COFFEE, code=None))
    house.feed.publish(replace(lost(house), looked_at=None))
    house.rates.prices["POL"] = "1"

    sold = await house.desk.charge(replace(COFFEE, code="POL"))

    assert stage_of(sold) is Stage.WAITING
    with pytest.raises(Refused, match="cannot be seen"):
        await house.desk.choose_method(invoice.id, "ETH")


@pytest.mark.parametrize("fault", [{"is_distrusted": True}, {"is_stale": True}])
async def test_sources_that_lie_or_stand_still_take_a_coin_off_at_once(
    house: House, fault: dict[str, bool]
) -> None:
    house.feed.publish(replace(lost(house), **fault))  # type: ignore[arg-type] # flags by name

    assert not house.desk.is_offered("0xBTC")


async def test_a_coin_nobody_sells_is_not_offered(house: House) -> None:
    assert not house.desk.is_offered("DOGE")


# ---- what an online shop may add to an order ------------------------------------------------

CHOOSING = replace(COFFEE, code=None)


async def test_an_invoice_bears_the_name_that_its_order_gives_it(house: House) -> None:
    named = await house.desk.charge(replace(CHOOSING, selector="AbCdEf"))

    assert named.selector == "AbCdEf"
    with pytest.raises(Refused, match=r"taken|exists"):
        await house.desk.charge(replace(CHOOSING, selector="AbCdEf"))


async def test_an_address_that_came_with_an_order_belongs_to_the_coin_chosen_first(
    house: House,
) -> None:
    invoice = await house.desk.charge(replace(CHOOSING, refund_to="0xBACK"))

    chosen = await house.desk.choose_method(invoice.id, "0xBTC")

    assert chosen.refund_to == ((CHAIN, "0xback"),)


async def test_an_address_of_another_coin_waits_for_that_coin(house: House) -> None:
    invoice = await house.desk.charge(replace(CHOOSING, refund_to="bc1back"))

    chosen = await house.desk.choose_method(invoice.id, "0xBTC")

    assert (chosen.refund_to, chosen.refund_hint) == ((), "bc1back")


async def test_an_order_for_one_coin_is_refused_with_an_address_of_another(house: House) -> None:
    with pytest.raises(Refused, match="is not an address"):
        await house.desk.charge(replace(COFFEE, refund_to="bc1back"))

    charged = await house.desk.charge(replace(COFFEE, refund_to="0xBACK"))

    assert charged.refund_to == ((CHAIN, "0xback"),)


async def test_an_address_may_come_with_the_choice_of_the_coin(house: House) -> None:
    invoice = await house.desk.charge(CHOOSING)

    with pytest.raises(Refused, match="is not an address"):
        await house.desk.choose_method(invoice.id, "0xBTC", refund_to="bc1back")
    chosen = await house.desk.choose_method(invoice.id, "0xBTC", refund_to="0xBACK")

    assert chosen.refund_to == ((CHAIN, "0xback"),)


async def test_the_rates_by_which_a_token_pays_its_fee_are_kept_with_the_invoice(
    house: House,
) -> None:
    kept = await house.desk.charge(COFFEE)
    del house.rates.prices["ETH"]
    without = await house.desk.charge(COFFEE)

    assert [rate.code for rate in kept.fee_rates] == ["0xBTC", "ETH"]
    assert without.fee_rates == ()
