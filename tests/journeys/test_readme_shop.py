"""The shop that README writes in ten lines sells, as it stands."""

import json
import re
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests import child
from tests.journeys.florin import Florin
from tests.soon import soon

README: Final = Path(__file__).parents[2] / "README.md"
USUAL: Final = "http://127.0.0.1:8888"
WITHIN_S: Final = 20.0


@pytest.fixture
def florin(tmp_path: Path) -> Iterator[Florin]:
    florin = Florin(tmp_path, args=("--practice",))
    florin.start()
    yield florin
    florin.stop()


def test_the_shop_of_the_readme_waits_until_it_is_paid(florin: Florin, tmp_path: Path) -> None:
    block = re.search(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert block is not None
    program = tmp_path / "shop.py"
    program.write_text(block[1].replace(USUAL, florin.url), encoding="utf-8")

    words = tmp_path / "words"
    shop = child.start([sys.executable, "-u", program], log=words)
    soon(lambda: "/pay/" in words.read_text())
    pay(florin, words.read_text().strip().rpartition("/")[2])

    assert shop.wait(WITHIN_S) == 0
    assert words.read_text().splitlines()[-1] == "paid"


def pay(florin: Florin, selector: str) -> None:
    """What the customer and the miners do."""
    where = f"/invoice/{selector}"
    address = florin.post(f"{where}/setmethod", {"method": "PLAY-ETH"})["receiveAddress"]
    with urllib.request.urlopen(florin.url + where, timeout=10) as answer:
        missing = json.load(answer)["missingAmount"]
    florin.post("/practice/pay", {"address": address, "amount": missing})
    florin.post("/practice/mine", {"blocks": 5})
