"""CashAddr, against the vectors of its specification."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.chains.bitcoin.cashaddr import Kind, cashaddr_of, parse_cashaddr

HASH_20 = "f5bf48b397dae70be82b3cca4793f8eb2b6cdac9"
HASH_24 = "7adbf6c17084bc86c1706827b41a56f5ca32865925e946ea"
HASH_32 = "3173ef6623c6b48ffd1a3dcc0cc6489b0a07bb47a37f47cfef4fe69de825c060"
HASH_28 = "3a84f9cf51aae98a3bb3a78bf16a6183790b18719126325bfc0c075b"


@pytest.mark.parametrize(
    ("kind", "prefix", "address", "hashed"),
    [
        (
            Kind.KEY,
            "bitcoincash",
            "bitcoincash:qr6m7j9njldwwzlg9v7v53unlr4jkmx6eylep8ekg2",
            HASH_20,
        ),
        (Kind.SCRIPT, "bchtest", "bchtest:pr6m7j9njldwwzlg9v7v53unlr4jkmx6eyvwc0uz5t", HASH_20),
        (Kind.SCRIPT, "pref", "pref:pr6m7j9njldwwzlg9v7v53unlr4jkmx6ey65nvtks5", HASH_20),
        (
            Kind.KEY,
            "bitcoincash",
            "bitcoincash:q9adhakpwzztepkpwp5z0dq62m6u5v5xtyj7j3h2ws4mr9g0",
            HASH_24,
        ),
        (Kind.SCRIPT, "pref", "pref:p9adhakpwzztepkpwp5z0dq62m6u5v5xtyj7j3h2khlwwk5v", HASH_24),
        (
            Kind.KEY,
            "bitcoincash",
            "bitcoincash:qgagf7w02x4wnz3mkwnchut2vxphjzccwxgjvvjmlsxqwkcw59jxxuz",
            HASH_28,
        ),
        (
            Kind.SCRIPT,
            "bchtest",
            "bchtest:pvch8mmxy0rtfrlarg7ucrxxfzds5pamg73h7370aa87d80gyhqxq7fqng6m6",
            HASH_32,
        ),
    ],
)
def test_the_specification_writes_it_so(kind: Kind, prefix: str, address: str, hashed: str) -> None:
    assert cashaddr_of(kind, bytes.fromhex(hashed), prefix) == address
    assert parse_cashaddr(address, prefix) == (kind, bytes.fromhex(hashed))


def test_a_number_of_no_known_kind_is_no_address() -> None:
    assert parse_cashaddr("prefix:0r6m7j9njldwwzlg9v7v53unlr4jkmx6ey3qnjwsrf", "prefix") is None


def test_another_prefix_spoils_the_checksum() -> None:
    address = "bitcoincash:qr6m7j9njldwwzlg9v7v53unlr4jkmx6eylep8ekg2"

    assert parse_cashaddr(address.partition(":")[2], "bchtest") is None


@given(st.sampled_from(Kind), st.binary(min_size=20, max_size=20), st.booleans(), st.booleans())
def test_every_address_reads_back_in_either_case_with_or_without_its_prefix(
    kind: Kind, hashed: bytes, is_upper: bool, is_bare: bool
) -> None:
    address = cashaddr_of(kind, hashed, "bitcoincash")

    typed = address.partition(":")[2] if is_bare else address
    typed = typed.upper() if is_upper else typed

    assert parse_cashaddr(typed, "bitcoincash") == (kind, hashed)


@given(st.binary(min_size=20, max_size=20), st.integers(0, 41), st.sampled_from("qpzry9x8gf2tv"))
def test_one_wrong_letter_is_always_noticed(hashed: bytes, place: int, letter: str) -> None:
    body = cashaddr_of(Kind.KEY, hashed, "bitcoincash").partition(":")[2]
    typed = body[:place] + letter + body[place + 1 :]

    assert typed == body or parse_cashaddr(typed, "bitcoincash") is None


@given(st.text(max_size=80))
def test_any_text_is_read_or_is_none(text: str) -> None:
    found = parse_cashaddr(text, "bitcoincash")

    assert found is None or found[1]
