"""What owners give as their wallet: keys by their versions, descriptors by BIP380."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.chains.bitcoin.descriptor import parse_descriptor
from pos.chains.bitcoin.network import (
    BITCOIN,
    BITCOIN_CASH,
    BITCOIN_REGTEST,
    DGUB,
    DOGECOIN,
    LITECOIN,
    LTUB,
    MTUB,
    NETWORKS,
    TPUB,
    UPUB,
    VPUB,
    YPUB,
    ZPUB,
    Network,
    Script,
)
from pos.domain.errors import Refused
from tests.chains.bitcoin.owner import FINGERPRINT, MNEMONIC, exported, secret_key

KEY = exported("m/84'/0'/0'")
ZPUB_KEY = exported("m/84'/0'/0'", ZPUB)
ORIGIN = f"[{FINGERPRINT}/84'/0'/0']"


@pytest.mark.parametrize(
    ("network", "version", "script"),
    [
        (BITCOIN, YPUB, Script.SH_WPKH),
        (BITCOIN, ZPUB, Script.WPKH),
        (BITCOIN_REGTEST, UPUB, Script.SH_WPKH),
        (BITCOIN_REGTEST, VPUB, Script.WPKH),
        (LITECOIN, MTUB, Script.SH_WPKH),
        (LITECOIN, ZPUB, Script.WPKH),
        (DOGECOIN, DGUB, Script.PKH),
    ],
)
def test_a_keys_version_tells_its_kind(network: Network, version: int, script: Script) -> None:
    found = parse_descriptor(exported("m/84'/0'/0'", version), network)

    assert (found.script, found.is_guess) == (script, False)


@pytest.mark.parametrize(
    ("network", "key", "script", "is_guess"),
    [
        (BITCOIN, KEY, Script.WPKH, True),
        (BITCOIN_REGTEST, exported("m/84'/1'/0'", TPUB), Script.WPKH, True),
        (LITECOIN, exported("m/44'/2'/0'", LTUB), Script.WPKH, True),
        (DOGECOIN, KEY, Script.PKH, False),
        (BITCOIN_CASH, KEY, Script.PKH, False),
    ],
)
def test_a_key_that_does_not_tell_its_kind_has_the_chains_usual_one(
    network: Network, key: str, script: Script, is_guess: bool
) -> None:
    found = parse_descriptor(key, network)

    assert (found.script, found.is_guess) == (script, is_guess)


@pytest.mark.parametrize("script", Script)
def test_the_owner_can_say_the_kind_of_an_xpub(script: Script) -> None:
    found = parse_descriptor(KEY, BITCOIN, script)

    assert (found.script, found.is_guess) == (script, False)


@pytest.mark.parametrize(
    ("text", "script", "path"),
    [
        (f"wpkh({KEY}/0/*)", Script.WPKH, (0,)),
        (f"wpkh({KEY}/0/*)#kj7aqcx6", Script.WPKH, (0,)),
        (f"wpkh({ORIGIN}{KEY}/<0;1>/*)", Script.WPKH, (0,)),
        (f"sh(wpkh({KEY}/0/*))", Script.SH_WPKH, (0,)),
        (f"pkh({KEY}/*)", Script.PKH, ()),
        (f"tr({KEY}/5/7/*)", Script.TR, (5, 7)),
    ],
)
def test_a_descriptor_says_everything(text: str, script: Script, path: tuple[int, ...]) -> None:
    found = parse_descriptor(f" {text}\n", BITCOIN)

    assert (found.script, found.path, found.is_guess) == (script, path, False)


def test_the_written_descriptor_has_its_origin_receiving_branch_and_checksum() -> None:
    text = parse_descriptor(f"wpkh({ORIGIN}{KEY}/<0;1>/*)", BITCOIN).text()

    assert text.startswith(f"wpkh([{FINGERPRINT}/84h/0h/0h]{KEY}/0/*)#")
    assert parse_descriptor(text, BITCOIN).text() == text


def test_the_written_descriptor_of_a_zpub_is_that_of_its_xpub() -> None:
    text = parse_descriptor(exported("m/84'/0'/0'", ZPUB), BITCOIN).text()

    assert text == f"wpkh({KEY}/0/*)#kj7aqcx6"


@pytest.mark.parametrize(
    ("text", "network", "path"),
    [
        (exported("m/84'/0'/0'", ZPUB), BITCOIN, "m/84'/0'/0'/0/0"),
        (exported("m/84'/0'/7'", ZPUB), BITCOIN, "m/84'/0'/7'/0/0"),
        (exported("m/44'/145'/0'"), BITCOIN_CASH, "m/44'/145'/0'/0/0"),
        (exported("m/0'", ZPUB), BITCOIN, "m/0'/0/0"),
        (exported("m/84'/0'/0'/0", ZPUB), BITCOIN, "…/0"),
        (f"tr([{FINGERPRINT}/86h/0h/3h]{KEY}/0/*)", BITCOIN, "m/86'/0'/3'/0/0"),
        (f"pkh({exported('m')}/0/*)", BITCOIN, "…/0/0"),
    ],
)
def test_the_path_of_the_first_address_can_be_compared(
    text: str, network: Network, path: str
) -> None:
    assert parse_descriptor(text, network).first_path(network) == path


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"wpkh({KEY}/0/*)#kj7aqcx7", "its checksum (after #) does not fit"),
        (f"wpkh({ZPUB_KEY}/0/*)", "A ypub or zpub can be given alone"),
        (f"wsh(multi(1,{KEY}/0/*))", "does not know this kind of descriptor"),
        (f"wpkh({KEY})", "does not know this kind of descriptor"),
        (f"wpkh({KEY}/0h/*)", "does not know this kind of descriptor"),
        (f"sh(wpkh({KEY}/0/*)", "is mistyped"),
        (f"wpkh({KEY}/0/*))", "is mistyped"),
        (KEY[:-1] + "6", "neither an extended public key of Bitcoin nor a descriptor"),
        ("", "neither an extended public key"),
        ("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", "looks like an address"),
        (exported("m/84'/1'/0'", VPUB), "a key of a test network, not of Bitcoin"),
        (exported("m/44'/3'/0'", DGUB), "a key of Dogecoin, not of Bitcoin"),
        (exported("m/48'/0'/0'", 0x02AA7ED3), "with a single signature"),
        (exported("m"), "of depth 0"),
        (exported("m/84'/0'"), "Export that of your account, m/84'/0'/0'"),
        (exported("m/84'/0'/0'/0/0"), "of depth 5"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_wallet_is_refused_and_never_repeated(text: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_descriptor(text, BITCOIN)

    assert refused.value.code == "invalid_key"
    assert words in refused.value.text
    assert not text or text[-12:] not in refused.value.text


@pytest.mark.parametrize(
    ("text", "network", "script", "words"),
    [
        (exported("m/84'/0'/0'", ZPUB), BITCOIN, Script.TR, "but the setting says tr"),
        (f"pkh({KEY}/0/*)", BITCOIN, Script.WPKH, "of the kind pkh, but the setting says wpkh"),
        (KEY, DOGECOIN, Script.WPKH, "Dogecoin has no addresses of the kind wpkh"),
        (KEY, BITCOIN_CASH, Script.TR, "Bitcoin Cash has no addresses of the kind tr"),
        (f"wpkh({KEY}/0/*)", BITCOIN_CASH, None, "no addresses of the kind wpkh"),
    ],
)
def test_a_kind_that_cannot_be_is_refused(
    text: str, network: Network, script: Script | None, words: str
) -> None:
    with pytest.raises(Refused) as refused:
        parse_descriptor(text, network, script)

    assert words in refused.value.text


@pytest.mark.parametrize(
    "secret",
    [
        pytest.param(secret_key("m/84'/0'/0'"), id="extended private key"),
        pytest.param(f"wpkh({ORIGIN}{secret_key('m')}/0/*)", id="descriptor with one"),
        pytest.param("Ltpv" + secret_key("m")[4:], id="of Litecoin"),
        pytest.param("dgpv" + secret_key("m")[4:], id="of Dogecoin"),
        pytest.param(MNEMONIC, id="seed words"),
        pytest.param("L4rK1yDtCWekvXuE6oXD9jCYfFNV2cWRpVuPLBcCU2z8TrisoyY1", id="private key"),
        pytest.param("wpkh(5KYZdUEo39z3FPrtuX2QbbwGnNP5zTd7yyr2SC1j299sBCnWjss)", id="in text"),
        pytest.param("ac" * 32, id="bare digits"),
    ],
)
def test_a_secret_is_refused_and_never_repeated(secret: str) -> None:
    with pytest.raises(Refused, match="never needs to see a secret") as refused:
        parse_descriptor(secret, BITCOIN)

    assert refused.value.code == "private_key"
    assert secret[:12] not in refused.value.text
    assert secret[-12:] not in refused.value.text


@given(
    st.one_of(st.text(max_size=150), st.from_regex(r"(wpkh|tr)\([a-z0-9/<>;*'\[\]]*\)#?\w{0,8}")),
    st.sampled_from(list(NETWORKS.values())),
)
def test_any_text_is_a_wallet_or_refused(text: str, network: Network) -> None:
    with contextlib.suppress(Refused):
        parse_descriptor(text, network)
