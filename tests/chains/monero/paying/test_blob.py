"""What a transaction spends, read out of its bytes."""

import pytest

from pos.chains.monero.paying.blob import key_images
from pos.domain.errors import Trouble

FIRST, SECOND = "ab" * 32, "cd" * 32
OFFSETS = "03" + "05" + "8001" + "ffff03"


def test_every_input_names_its_key_image() -> None:
    blob = "0200" + "02" + "0200" + OFFSETS + FIRST + "0200" + OFFSETS + SECOND + "02000a"

    assert key_images(blob) == (FIRST, SECOND)


@pytest.mark.parametrize(
    "blob",
    [
        "",
        "no digits",
        "020000",
        "020001ff07",  # a reward
        "020001" + "0200" + OFFSETS + FIRST[2:],
        "020001" + "0200" + "ff" * 12,
        "02" + "ff" * 9 + "7f",
    ],
)
def test_what_spends_nothing_is_no_payment(blob: str) -> None:
    with pytest.raises(Trouble):
        key_images(blob)
