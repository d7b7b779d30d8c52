"""Promises that hold for every history, found by trying very many."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pos.domain.errors import Refused
from pos.domain.payment.advance import advance
from pos.domain.payment.deposit import Sighting
from pos.domain.payment.effects import Postback
from pos.domain.payment.facts import AcceptedAnyway, Cancelled, Fact, Observed, RefundClaimed
from pos.domain.payment.invoice import Invoice
from pos.domain.payment.owed import refund_due_in
from pos.domain.payment.stage import Stage, stage_of
from tests.fakes.invoices import ADDRESS, CHAIN, ETH, TOKEN, look, observed, payment, waiting

TXIDS = ("0x01", "0x02", "0x03")
ASSETS = (TOKEN, TOKEN, TOKEN, ETH)


@st.composite
def looks(draw: st.DrawFn) -> Observed:
    """A look that shows some payments somewhere and misses others."""
    height = draw(st.integers(8, 16))
    shown, gone = [], []
    for txid in TXIDS:
        match draw(st.sampled_from(("shown", "pending", "gone", "unnamed"))):
            case "shown":
                shown.append(_payment(draw, txid, draw(st.integers(7, height))))
            case "pending":
                shown.append(_payment(draw, txid, None))
            case "gone":
                gone.append(_payment(draw, txid, None).key)
    at = draw(st.integers(1_000, 3_000))
    previous_at = draw(st.none() | st.integers(900, at))
    seen = look(at, height=height, previous_at=previous_at, is_complete=draw(st.booleans()))
    return observed(seen, *shown, gone=tuple(gone))


def _payment(draw: st.DrawFn, txid: str, height: int | None) -> Sighting:
    number = TXIDS.index(txid)
    block_time = None if height is None else draw(st.integers(990, 2_500))
    return payment(
        (50, 100, 130)[number], txid, height=height, block_time=block_time, asset=ASSETS[number]
    )


def facts() -> st.SearchStrategy[Fact]:
    at = st.integers(1_000, 3_000)
    return st.one_of(
        looks(),
        looks(),
        looks(),
        st.builds(Cancelled, at=at, by=st.just("Anna")),
        st.builds(AcceptedAnyway, at=at, by=st.just("Anna")),
        st.builds(RefundClaimed, at=at, chain=st.just(CHAIN), to=st.sampled_from(("0xa", "0xb"))),
    )


histories = st.lists(facts(), max_size=12)


def told(invoice: Invoice, history: list[Fact]) -> list[tuple[Invoice, list[str]]]:
    """Every invoice along the way, with the keys of the postbacks it caused."""
    way: list[tuple[Invoice, list[str]]] = [(invoice, [])]
    for fact in history:
        try:
            step = advance(way[-1][0], fact)
        except Refused:
            continue
        postbacks = [e.key for e in step.effects if isinstance(e, Postback)]
        way.append((step.invoice, postbacks))
    return way


def opened() -> Invoice:
    return waiting(postback="https://shop.example/paid")


@given(histories, facts())
def test_the_same_fact_twice_changes_nothing(history: list[Fact], fact: Fact) -> None:
    invoice = told(opened(), history)[-1][0]
    try:
        once = advance(invoice, fact)
    except Refused:
        return

    twice = advance(once.invoice, fact)

    assert twice.invoice == once.invoice
    assert {e.key for e in twice.effects} <= {e.key for e in once.effects}


@given(histories)
def test_paid_is_never_left(history: list[Fact]) -> None:
    stages = [stage_of(invoice) for invoice, _ in told(opened(), history)]

    first = stages.index(Stage.PAID) if Stage.PAID in stages else len(stages)
    assert set(stages[first:]) <= {Stage.PAID}


@given(histories)
def test_what_is_owed_back_is_never_more_than_came_nor_below_nothing(history: list[Fact]) -> None:
    for invoice, _ in told(opened(), history):
        for asset in (TOKEN, ETH):
            came = sum(d.amount.units for d in invoice.deposits if d.amount.asset == asset)
            assert 0 <= refund_due_in(invoice, asset).units <= came


@given(histories)
def test_a_shop_is_told_at_most_once(history: list[Fact]) -> None:
    postbacks = [key for _, keys in told(opened(), history) for key in keys]

    assert len(postbacks) <= 1


@given(histories)
def test_latches_once_set_never_change(history: list[Fact]) -> None:
    way = [invoice for invoice, _ in told(opened(), history)]

    for latch in ("seen_at", "paid_at", "paid_tx", "expired_at", "cancelled_at"):
        values = [getattr(invoice, latch) for invoice in way]
        assert len({value for value in values if value is not None}) <= 1


@given(
    st.lists(st.integers(7, 14), min_size=3, max_size=3),
    st.permutations(list(TXIDS) * 2),
    st.integers(1, 6),
)
def test_any_order_of_looks_that_shows_the_same_chain_ends_in_the_same_invoice(
    heights: list[int], order: list[str], cut: int
) -> None:
    """One look's findings arrive split and repeated in any order; the result is the same."""
    chain = {
        txid: payment((50, 100, 130)[i], txid, height=heights[i], block_time=1_000 + heights[i])
        for i, txid in enumerate(TXIDS)
    }
    seen = look(1_500, height=20)

    whole = advance(waiting(), observed(seen, *chain.values())).invoice
    split = waiting()
    for part in (order[:cut], order[cut:]):
        found = {txid: chain[txid] for txid in part}
        split = advance(split, observed(seen, *found.values())).invoice

    # Which payment crossed the price depends on which was known then; it is latched at PAID.
    assert replace(split, paid_tx=None, paused_at=None) == replace(
        whole, paid_tx=None, paused_at=None
    )


@given(st.lists(looks(), max_size=6), st.randoms(use_true_random=False))
def test_the_newest_look_decides_whatever_order_the_looks_arrive_in(
    history: list[Observed], chance: object
) -> None:
    """Out of order, a payment's place and its date end up the same."""
    dated = [
        replace(fact, look=replace(fact.look, at=1_000 + i, number=i, previous_at=None))
        for i, fact in enumerate(history)
    ]
    plain = [replace(fact, gone=()) for fact in dated]
    shuffled = list(plain)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]

    def places(facts: list[Observed]) -> dict[str, tuple[int | None, int, int]]:
        invoice = waiting(None)
        for fact in facts:
            invoice = advance(invoice, fact).invoice
        return {
            d.txid: (d.height, d.first_seen_at, d.counted_at)
            for d in invoice.deposits
            if d.address == ADDRESS
        }

    assert places(shuffled) == places(plain)
