"""What must never be typed here is known in every language, and is never repeated."""

import pytest

from pos.chains.xpub import is_seed, refuse_address, refuse_secret
from pos.domain.errors import Refused
from tests.app.owners import ZPUB_KEY
from tests.chains.monero.watcher import PRIMARY

ENGLISH = "abandon ability able about above absent absorb abstract absurd abuse access accident"
SPANISH = "ábaco abdomen abeja abierto abogado abono aborto abrazo abrir abuelo abuso acabar"
JAPANESE = (
    "あいこくしん あいさつ あいだ あおぞら あかちゃん あきる "
    "あけがた あける あこがれる あさい あさひ あしあと"
)
KOREAN = "가격 가끔 가난 가능 가득 가르침 가뭄 가방 가상 가슴 가운데 가을"
CHINESE = "的 一 是 在 不 了 有 和 人 这 中 大"


@pytest.mark.parametrize(
    "words",
    [
        ENGLISH,
        ENGLISH.upper(),
        ENGLISH.title(),
        ENGLISH.replace(" ", ", "),
        ENGLISH.replace(" ", "\n"),
        " ".join(f"{number}. {word}" for number, word in enumerate(ENGLISH.split(), start=1)),
        " ".join(f"{number} {word}" for number, word in enumerate(ENGLISH.split(), start=1)),
        f"{ENGLISH} {ENGLISH} zoo",
        SPANISH,
        JAPANESE,
        JAPANESE.replace(" ", "\u3000"),
        KOREAN,
        CHINESE,
    ],
)
def test_seed_words_are_known_however_they_are_written(words: str) -> None:
    assert is_seed(words)
    with pytest.raises(Refused) as refused:
        refuse_secret(words)

    assert refused.value.code == "private_key"
    assert words.rsplit(maxsplit=1)[-1] not in refused.value.text


def test_a_private_key_under_a_password_is_one_all_the_same() -> None:
    with pytest.raises(Refused, match="private key"):
        refuse_secret("6PRVWUbkzzsbcVac2qwfssoUJAN1Xhrg6bNk8J7Nzm5H7kxEbn2Nh2ZoGg")


@pytest.mark.parametrize(
    "text", [ZPUB_KEY, f"wpkh([d34db33f/84h/0h/0h]{ZPUB_KEY}/0/*)#cjjspncu", PRIMARY, "", "a b c"]
)
def test_what_may_be_shown_is_let_through(text: str) -> None:
    refuse_secret(text)
    assert not is_seed(text)


@pytest.mark.parametrize(
    "text",
    [
        "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2",
        "bc1qar0srr7xfkvy5l643lydnw9re59gtzzwf5mdq",
        "bitcoin:1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2?amount=1",
        "0x58A57ed9d8d624cBD12e2C467D34787555bB1b25",
        PRIMARY,
    ],
)
def test_one_address_is_told_to_be_no_wallet(text: str) -> None:
    with pytest.raises(Refused, match="looks like an address"):
        refuse_address(text)


@pytest.mark.parametrize("text", [ZPUB_KEY[:100], "hello", "", "wpkh(KEY/0/*)"])
def test_what_is_mistyped_otherwise_is_not_called_an_address(text: str) -> None:
    refuse_address(text)
