"""Seed words, checked against what other wallets make of them (BIP39, BIP32)."""

import pytest

from pos.chains.seed import HARDENED, key_at, new_words, parse_words, secret_of
from pos.domain.errors import Refused

ZEROS = "abandon " * 11 + "about"


def test_a_key_that_every_ethereum_wallet_knows() -> None:
    words = "test test test test test test test test test test test junk"
    path = (44 | HARDENED, 60 | HARDENED, 0 | HARDENED, 0, 0)

    assert secret_of(key_at(words, path)).hex() == (
        "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"
    )


def test_new_words_are_new_and_valid() -> None:
    words, others = new_words(), new_words()

    assert words != others
    assert parse_words(words) == words
    assert len(words.split()) == 24


def test_capitals_and_blanks_do_not_matter() -> None:
    assert parse_words(f"  {ZEROS.upper()}\n") == ZEROS.strip()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "There are 0 words"),
        ("abandon abandon", "There are 2 words"),
        ("abandon " * 12, "one is misspelt"),
        (ZEROS.replace("about", "abuot"), "one is misspelt"),
    ],
)
def test_what_is_no_seed_is_refused_and_not_repeated(text: str, words: str) -> None:
    with pytest.raises(Refused, match=words) as refused:
        parse_words(text)

    assert "aband" not in refused.value.text
