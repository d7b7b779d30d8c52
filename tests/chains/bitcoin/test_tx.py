"""Raw transactions: published ones, Litecoin's kinds, and bytes that nobody vouches for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.chains.bitcoin.tx import Malformed, bare, parse_tx
from tests.chains.bitcoin.made_blocks import GENESIS

# BIP143, "Native P2WPKH": the first input is of the old kind, the second has a witness
UNSIGNED = (
    "0100000002fff7f7881a8099afa6940d42d1e7f6362bec38171ea3edf433541db4e4ad969f0000000000eeffffff"
    "ef51e1b804cc89d182d279655c3aa89e815b1b309fe287d9b2b55d57b90ec68a0100000000ffffffff02202cb206"
    "000000001976a9148280b37df378db99f66f85c95a783a76ac7a6d5988ac9093510d000000001976a9143bde42db"
    "ee7e4dbe6a21b2d50ce2f0167faa815988ac11000000"
)
SIGNED = (
    "01000000000102fff7f7881a8099afa6940d42d1e7f6362bec38171ea3edf433541db4e4ad969f00000000494830"
    "450221008b9d1dc26ba6a9cb62127b02742fa9d754cd3bebf337f7a55d114c8e5cdd30be022040529b194ba3f928"
    "1a99f2b1c0a19c0489bc22ede944ccf4ecbab4cc618ef3ed01eeffffffef51e1b804cc89d182d279655c3aa89e81"
    "5b1b309fe287d9b2b55d57b90ec68a0100000000ffffffff02202cb206000000001976a9148280b37df378db99f6"
    "6f85c95a783a76ac7a6d5988ac9093510d000000001976a9143bde42dbee7e4dbe6a21b2d50ce2f0167faa815988"
    "ac000247304402203609e17b84f6a7d30c80bfa610b5b4542f32a8a0d5447a12fb1366d7f01cc44a0220573a954c"
    "4518331561406f90300e8f3358f51928d43c212a8caed02de67eebee0121025476c2e83188368da1ff3e292e7aca"
    "fcdb3566bb0ad253f62fc70f07aeee635711000000"
)
ONE_INPUT = "01" + "ab" * 32 + "07000000" + "00" + "fdffffff"
ONE_OUTPUT = "01" + "2a00000000000000" + "16" + "0014" + "cd" * 20


def test_the_first_coinbase_has_its_known_id() -> None:
    tx = parse_tx(bytes.fromhex(GENESIS))

    assert tx.txid == "4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b"
    assert [output.value for output in tx.outputs] == [50 * 10**8]


def test_witnesses_do_not_change_the_id() -> None:
    tx = parse_tx(bytes.fromhex(SIGNED))

    assert tx.txid == "e8151a2af31c368a35053ddd4bdb285a8595c769a3ad83e0fa02314a602d4609"


def test_outputs_are_read_with_value_and_script() -> None:
    tx = parse_tx(bytes.fromhex(SIGNED))

    assert [(output.value, output.script.hex()) for output in tx.outputs] == [
        (112_340_000, "76a9148280b37df378db99f66f85c95a783a76ac7a6d5988ac"),
        (223_450_000, "76a9143bde42dbee7e4dbe6a21b2d50ce2f0167faa815988ac"),
    ]


def test_inputs_name_what_they_spend() -> None:
    first, second = parse_tx(bytes.fromhex(UNSIGNED)).inputs

    assert (first.txid[-8:], first.vout, first.sequence) == ("88f7f7ff", 0, 0xFFFFFFEE)
    assert (second.txid[-8:], second.vout, second.sequence) == ("b8e151ef", 1, 0xFFFFFFFF)


def test_a_witness_weighs_a_quarter() -> None:
    tx = parse_tx(bytes.fromhex(SIGNED))

    stripped = len(UNSIGNED) // 2 + 73  # the signature of the old kind
    witness = len(SIGNED) // 2 - stripped
    assert tx.vsize == stripped + -(-witness // 4)


@pytest.mark.parametrize(
    ("sequence", "signals"), [("fdffffff", True), ("feffffff", False), ("ffffffff", False)]
)
def test_only_low_sequences_signal_replacement(sequence: str, signals: bool) -> None:
    inputs = ONE_INPUT.replace("fdffffff", sequence)

    assert parse_tx(bytes.fromhex(f"02000000{inputs}{ONE_OUTPUT}00000000")).signals_replacement is (
        signals
    )


def test_a_transaction_of_version_3_signals_replacement_by_that() -> None:
    inputs = ONE_INPUT.replace("fdffffff", "ffffffff")

    assert parse_tx(bytes.fromhex(f"03000000{inputs}{ONE_OUTPUT}00000000")).signals_replacement


@pytest.mark.parametrize(
    "tokens",
    [
        "1001",  # no unique one, 1 divisible
        "10fdfd00",  # 253 divisible
        "10ffffffffffffffff7f",
        "20",  # a unique one without words
        "3001",
        "6001cc",  # of one word
        "7002ccccfdfd00",
        "7228" + "cc" * 40 + "ffffffffffffffff7f",
    ],
)
def test_a_script_is_found_behind_tokens(tokens: str) -> None:
    """The prefixes are published with CHIP-2022-02."""
    prefix = bytes.fromhex("ef" + "bb" * 32 + tokens)

    assert bare(prefix + b"script") == b"script"


@pytest.mark.parametrize("script", ["", "00", "ef", "ef" + "bb" * 32, "ef" + "bb" * 32 + "10"])
def test_a_script_without_whole_tokens_before_it_stays_as_it_is(script: str) -> None:
    assert bare(bytes.fromhex(script)) == bytes.fromhex(script)


def test_a_hogex_of_litecoin_has_the_id_of_its_plain_part() -> None:
    plain = parse_tx(bytes.fromhex(f"02000000{ONE_INPUT}{ONE_OUTPUT}00000000"))
    hogex = parse_tx(bytes.fromhex(f"020000000008{ONE_INPUT}{ONE_OUTPUT}0000000000"))

    assert (hogex.txid, hogex.outputs) == (plain.txid, plain.outputs)


def test_a_payment_into_litecoins_extension_is_read_around_what_it_carries_for_it() -> None:
    plain = parse_tx(bytes.fromhex(f"02000000{ONE_INPUT}{ONE_OUTPUT}00000000"))
    carried = "01" + "5e" * 300
    pegin = parse_tx(bytes.fromhex(f"020000000009{ONE_INPUT}{ONE_OUTPUT}0101aa{carried}00000000"))

    assert (pegin.txid, pegin.outputs) == (plain.txid, plain.outputs)


def test_a_transaction_inside_litecoins_extension_pays_nobody_here() -> None:
    hidden = parse_tx(bytes.fromhex(f"0200000000080000{'01' + '5e' * 300}00000000"))

    assert (hidden.inputs, hidden.outputs) == ((), ())


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"", "nothing"),
        (bytes.fromhex(SIGNED)[:-1], "its end missing"),
        (bytes.fromhex(SIGNED) + b"\0", "something after it"),
        (bytes.fromhex("02000000" + "ffffffffffffffffff" + ONE_OUTPUT), "countless inputs"),
        (bytes.fromhex("020000000004" + ONE_INPUT + ONE_OUTPUT + "00000000"), "unknown flags"),
        (bytes.fromhex(f"02000000{ONE_INPUT}01ffffffffffffffff0000000000"), "a negative value"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_not_exactly_a_transaction_is_refused(raw: bytes, what: str) -> None:
    with pytest.raises(Malformed):
        parse_tx(raw)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        parse_tx(b"\2\0\0\0" + raw)
    except Malformed:
        return


@given(st.integers(0, len(SIGNED) // 2 - 1), st.integers(1, 255))
def test_a_changed_byte_never_goes_unnoticed_outside_the_witness(place: int, change: int) -> None:
    raw = bytearray.fromhex(SIGNED)
    raw[place] ^= change
    try:
        tx = parse_tx(bytes(raw))
    except Malformed:
        return
    whole = parse_tx(bytes.fromhex(SIGNED))
    assert tx.txid != whole.txid or tx.outputs == whole.outputs
