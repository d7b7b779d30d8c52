"""A one-time key pays once, whatever the order in which its payments are named."""

from hypothesis import given
from hypothesis import strategies as st

from pos.chains.monero.burnt import burnt_among
from pos.chains.monero.wallet import Index, Transfer


def transfer(txid: str, height: int = 0, minor: int = 1, timestamp: int = 5) -> Transfer:
    return Transfer(
        txid=txid,
        address="",
        amount=7,
        height=height,
        timestamp=timestamp,
        unlock_time=0,
        subaddr_index=Index(major=0, minor=minor),
    )


def test_payments_to_keys_of_their_own_are_all_good() -> None:
    keys = {"a": frozenset({"1", "2"}), "b": frozenset({"3"})}

    assert burnt_among([transfer("a"), transfer("b")], keys) == frozenset()


def test_what_is_in_a_block_comes_before_what_waits() -> None:
    keys = {"a": frozenset({"1"}), "b": frozenset({"1", "2"})}
    early, mined = transfer("a", timestamp=1), transfer("b", height=9, timestamp=9)

    assert burnt_among([early, mined], keys) == {early.key}


def test_the_same_key_at_another_subaddress_is_another_output() -> None:
    keys = {"a": frozenset({"1"}), "b": frozenset({"1"})}

    assert burnt_among([transfer("a"), transfer("b", minor=2)], keys) == frozenset()


@given(st.permutations([(txid, height) for txid, height in zip("abcde", range(5), strict=True)]))
def test_of_payments_to_one_key_one_is_good(order: list[tuple[str, int]]) -> None:
    keys = {txid: frozenset({"same"}) for txid, _ in order}

    burnt = burnt_among([transfer(txid, height) for txid, height in order], keys)

    assert {txid for txid, _ in burnt} == {*"abcde"} - {"b"}  # the lowest in a block
