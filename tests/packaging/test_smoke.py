"""The smoke test itself: it must fail where the program does."""

import sys
from pathlib import Path

import pytest

from bundle.smoke import Shop, Unfit, sell

FLORIN = Path(sys.executable).with_name("florin")


def test_the_checkout_sells(tmp_path: Path) -> None:
    with Shop(command=[str(FLORIN)], profile=str(tmp_path)) as shop:
        sold = sell(shop)

    assert 0 < sold.ready_s < sold.paid_s


@pytest.mark.parametrize(
    ("program", "why"),
    [
        ("raise SystemExit('no Qt here')", "ended before it was ready:\nno Qt here"),
        ("import time; print('almost', flush=True); time.sleep(60)", "said nothing of being ready"),
    ],
)
def test_a_program_that_does_not_open_its_door_is_unfit(program: str, why: str) -> None:
    with Shop(command=[sys.executable, "-c", program]) as shop, pytest.raises(Unfit, match=why):
        sell(shop, timeout_s=1.0)
