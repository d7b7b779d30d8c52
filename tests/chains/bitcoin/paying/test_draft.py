"""What a payment is made of: never what is not there, never more than was asked, never dust."""

from hypothesis import given
from hypothesis import strategies as st

from pos.chains.bitcoin.network import (
    BITCOIN,
    BITCOIN_CASH,
    DOGECOIN,
    LITECOIN,
    Network,
)
from pos.chains.bitcoin.paying.choosing import chosen
from pos.chains.bitcoin.paying.draft import (
    Draft,
    Wish,
    drafted,
    is_eaten,
    least_fee,
    with_fee,
)
from pos.chains.bitcoin.paying.size import dust_limit, fee_for
from pos.chains.bitcoin.paying.unspent import Unspent

WITNESS = b"\x00\x14" + bytes(20)
TAPROOT = b"\x51\x20" + bytes(32)
LEGACY = b"\x76\xa9\x14" + bytes(20) + b"\x88\xac"
TO_SCRIPT = b"\xa9\x14" + bytes(20) + b"\x87"
SCRIPTS = st.sampled_from([WITNESS, TAPROOT, LEGACY, TO_SCRIPT])
NETWORKS = st.sampled_from([BITCOIN, LITECOIN, DOGECOIN, BITCOIN_CASH])


@st.composite
def wallets(draw: st.DrawFn) -> list[Unspent]:
    values = draw(st.lists(st.integers(1, 10**9), max_size=12))
    return [
        Unspent(
            txid=f"{number:064x}",
            vout=draw(st.integers(0, 3)),
            value=value,
            script=draw(SCRIPTS),
            is_confirmed=draw(st.booleans()),
            is_ready=draw(st.booleans()),
        )
        for number, value in enumerate(values)
    ]


@st.composite
def wishes(draw: st.DrawFn) -> Wish:
    return Wish(
        units=draw(st.integers(1, 2 * 10**9)),
        to=draw(SCRIPTS),
        change=draw(SCRIPTS),
        rate=draw(st.integers(1_000, 500_000)),
    )


@given(held=wallets(), wish=wishes(), network=NETWORKS)
def test_what_goes_in_comes_out(held: list[Unspent], wish: Wish, network: Network) -> None:
    draft = drafted(wish, held, network)

    if draft is None:
        return
    assert set(draft.inputs) <= {one for one in held if one.is_ready}
    assert len(set(draft.inputs)) == len(draft.inputs)
    assert draft.outputs[0].script == wish.to
    assert draft.outputs[0].value == wish.units - draft.fee
    assert sum(one.value for one in draft.inputs) == draft.cost + sum(
        output.value for output in draft.outputs
    )
    assert draft.cost >= fee_for(draft.vsize, wish.rate)
    for change in draft.outputs[1:]:
        assert change.script == wish.change
        assert change.value >= dust_limit(wish.change, network)
        assert draft.cost == draft.fee == fee_for(draft.vsize, wish.rate)


@given(held=wallets(), wish=wishes(), network=NETWORKS)
def test_nobody_pays_for_what_is_too_small_to_come_back(
    held: list[Unspent], wish: Wish, network: Network
) -> None:
    draft = drafted(wish, held, network)

    if draft is None or len(draft.outputs) > 1:
        return
    rest = sum(one.value for one in draft.inputs) - wish.units
    assert rest < dust_limit(wish.change, network)
    assert draft.fee == max(0, fee_for(draft.vsize, wish.rate) - rest)


@given(held=wallets(), amount=st.integers(1, 10**9))
def test_the_choice_does_not_hang_on_the_order(held: list[Unspent], amount: int) -> None:
    assert chosen(held, amount) == chosen(list(reversed(held)), amount)


@given(held=wallets(), amount=st.integers(1, 5 * 10**9))
def test_whoever_has_enough_can_pay(held: list[Unspent], amount: int) -> None:
    there = sum(one.value for one in held if one.is_ready)
    assert bool(chosen(held, amount)) == (there >= amount)


def test_the_smallest_output_that_is_enough_is_spent() -> None:
    held = [_coin(value) for value in (900, 100, 500, 400)]
    assert [one.value for one in chosen(held, 350)] == [400]


def test_what_is_in_a_block_is_spent_first() -> None:
    held = [_coin(500, is_confirmed=False), _coin(300), _coin(300)]
    assert [one.value for one in chosen(held, 400)] == [300, 300]


def test_thousands_of_crumbs_do_not_make_a_payment_that_nobody_passes_on() -> None:
    assert chosen([_coin(1, number) for number in range(1_000)], 500) == ()


def test_crumbs_that_cost_more_than_they_hold_are_left_alone() -> None:
    wish = Wish(units=10_000, to=WITNESS, change=WITNESS, rate=10_000)
    assert drafted(wish, [_coin(600, number) for number in range(50)], BITCOIN) is None


def test_a_fee_that_leaves_less_than_can_be_sent_eats_it() -> None:
    wish = Wish(units=10_000, to=WITNESS, change=WITNESS, rate=10_000)
    draft = drafted(wish, [_coin(10_000)], BITCOIN)
    assert draft is not None
    assert draft.fee == least_fee(wish) == 1_100
    assert not is_eaten(draft, BITCOIN)
    assert not is_eaten(with_fee(draft, 10_000 - 294), BITCOIN)
    assert is_eaten(with_fee(draft, 10_000 - 293), BITCOIN)


@given(fee=st.integers(0, 9_000))
def test_a_higher_fee_comes_off_what_the_receiver_gets(fee: int) -> None:
    wish = Wish(units=10_000, to=WITNESS, change=LEGACY, rate=2_000)
    before = drafted(wish, [_coin(20_000)], BITCOIN)
    assert before is not None

    after: Draft = with_fee(before, fee)

    assert after.cost == fee
    assert after.outputs[0].value == 10_000 - fee
    assert after.outputs[1:] == before.outputs[1:]


def test_dust_is_what_the_nodes_call_so() -> None:
    limits = [dust_limit(script, BITCOIN) for script in (LEGACY, TO_SCRIPT, WITNESS, TAPROOT)]
    assert limits == [546, 540, 294, 330]
    assert dust_limit(WITNESS, LITECOIN) == 2_940
    assert dust_limit(LEGACY, DOGECOIN) == 1_000_000
    assert dust_limit(LEGACY, BITCOIN_CASH) == 546


def _coin(value: int, number: int = 0, *, is_confirmed: bool = True) -> Unspent:
    return Unspent(
        txid=f"{number:032x}{value:032x}",
        vout=0,
        value=value,
        script=WITNESS,
        is_confirmed=is_confirmed,
    )
