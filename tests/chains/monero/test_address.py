"""Addresses of every network and kind, as Monero's own programs wrote them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.chains.monero.address import Kind, Network, format_address, parse_address
from pos.domain.errors import Refused
from tests.chains.monero.watcher import FIRST, PRIMARY

KNOWN = {
    PRIMARY: (Network.MAIN, Kind.PRIMARY),
    FIRST: (Network.MAIN, Kind.SUBADDRESS),
    "4CBPZJ3SLAwKaw1WwHr4V5X54jvVvGeS4MPVTtYHQjR6iFEsaBcmQ6ogi7eNyfA775i1Jboj8KM76Hg2A4vwPuSQ"
    "HjAmSJc3BJkTzVmkDu": (Network.MAIN, Kind.INTEGRATED),
    "5572QBKPDWpeE4VhBAwzqJbyCex7xeVY4Uj6RrokES281skvnBRAAdCRZnkfXezMpehYyapSmCGeFcCXeMA7RC5u"
    "CPCynxn": (Network.STAGE, Kind.PRIMARY),
    "5EohQz8spnLeE4VhBAwzqJbyCex7xeVY4Uj6RrokES281skvnBRAAdCRZnkfXezMpehYyapSmCGeFcCXeMA7RC5u"
    "HjAmSJc3BJkU2JXRfG": (Network.STAGE, Kind.INTEGRATED),
    "78NNyMaEF6SDkCMs3kcC9iNukLu5mtezGC4HP3YgpYbhEU97gcrgYa3YHYTS75X42HfPvWRSvQZBcHBKSWvgHUhB"
    "JR6BQ4E": (Network.STAGE, Kind.SUBADDRESS),
    "9t4gq3zjLf8PaFJZUsWjGaeF8eGGAMMvbhQsVo46dtsmSM9n3vH1gMUHVBTAQ43FJwYbLaeLGGHdSSNXzbovUuwj"
    "8HWRTnM": (Network.TEST, Kind.PRIMARY),
    "A3mMqrpDwvePaFJZUsWjGaeF8eGGAMMvbhQsVo46dtsmSM9n3vH1gMUHVBTAQ43FJwYbLaeLGGHdSSNXzbovUuwj"
    "BhvYwF8HHg8TymvnNg": (Network.TEST, Kind.INTEGRATED),
    "Bcx293KCjZf5v3hkfh9P6Z4cCfJgBV72LG8ZzwurXrPr2Q2LgkqFSm4QT8XdQevm37AWR2CizwxKofFtAWrXeU1C"
    "EcW9K5k": (Network.TEST, Kind.SUBADDRESS),
}


@pytest.mark.parametrize("text", KNOWN)
def test_an_address_says_its_network_and_kind_and_is_written_as_it_was_read(text: str) -> None:
    address = parse_address(text)

    assert (address.network, address.kind) == KNOWN[text]
    assert format_address(address) == text


def test_an_integrated_address_holds_the_keys_of_its_wallet_and_a_payment_id() -> None:
    integrated = next(text for text in KNOWN if text.startswith("4C"))

    address = parse_address(integrated)

    assert (address.spend, address.view) == (
        parse_address(PRIMARY).spend,
        parse_address(PRIMARY).view,
    )
    assert address.payment_id.hex() == "0123456789abcdef"


@given(st.sampled_from(sorted(KNOWN)), st.integers(0, 94), st.sampled_from("123ABCxyz0OIl"))
def test_one_wrong_letter_is_noticed(text: str, place: int, letter: str) -> None:
    mistyped = text[:place] + letter + text[place + 1 :]

    if mistyped != text:
        with pytest.raises(Refused):
            parse_address(mistyped)


@given(st.text(max_size=120))
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        parse_address(text)
