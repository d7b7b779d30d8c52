"""A sale in the finished program's window: real keys, a customer who scans the code off the screen.

The customer pays through practice mode's door, which the window keeps open as well; that it is
paid is read from the program's own figures, and kept as pictures for people.
"""

import json
import re
import subprocess
import time
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bundle.display import Screen
from bundle.smoke import Unfit, free_port, post

PATIENCE_S: Final = 60.0

_IN_SELL: Final = (16, 40)
"""A point in the rail's button "Sell", beside its drawing and its letters."""

_LIT: Final = "#0b5cad"

_CODE: Final = re.compile(r"practice:(0x[0-9a-fA-F]{40})\?amount=([0-9.]+)&coin=([\w-]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """A program that opens its window on a screen, started by a user (None is this one)."""

    program: Path
    environment: Mapping[str, str]
    user: int | None
    screen: Screen
    pictures: Path


def sell(counter: Counter) -> str:
    """Sell something for 3.50 and be paid; the answer tells how it went."""
    port = free_port()
    began = time.monotonic()
    window = subprocess.Popen(
        [counter.program, "--practice"],
        env={**counter.environment, "FLORIN_SERVER__LISTEN": f"127.0.0.1:{port}"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        user=counter.user,
        group=counter.user,
        extra_groups=None if counter.user is None else [],
    )
    try:
        return _sold(counter, f"http://127.0.0.1:{port}", began)
    finally:
        window.terminate()
        window.wait(20)


def _sold(counter: Counter, url: str, began: float) -> str:
    counter.screen.wait_for_window("Florin")
    shown_s = time.monotonic() - began
    _wait_until(lambda: _has_answer(url), "the window's door for shops did not open")
    _wait_until(lambda: _is_lit(counter), "the window did not open its shop")
    time.sleep(2.0)  # until then it may not know what its coins cost, and would ask for one
    counter.screen.write("350")
    counter.screen.press("plus")
    counter.screen.picture(counter.pictures / "1-cart.png")
    counter.screen.press("F9")
    code = _scanned(counter)
    found = _CODE.fullmatch(code)
    if found is None:
        raise Unfit(f"the code on the screen is not practice mode's: {code}")
    post(f"{url}/practice/pay", {"address": found[1], "amount": found[2]})
    _wait_until(lambda: _mined_and_paid(url), "the sale at the counter was not paid")
    time.sleep(1.0)  # for the picture only: the window draws at its own pace
    counter.screen.picture(counter.pictures / "3-paid.png")
    return (
        f"counter sale of 3.50 for {found[2]} {found[3]}: window after {shown_s:.1f} s, paid;"
        f" pictures in {counter.pictures}"
    )


def _is_lit(counter: Counter) -> bool:
    """Whether the rail shows which page is open, as it does once the shop is."""
    from PySide6.QtGui import QImage

    seen = QImage(str(counter.screen.picture(counter.pictures / "0-open.png")))
    return seen.pixelColor(*_IN_SELL).name() == _LIT


def _scanned(counter: Counter) -> str:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        code = counter.screen.scan(counter.pictures / "2-waiting.png")
        if code:
            return code
    raise Unfit(f"no code to scan came on the screen; see {counter.pictures}")


def _mined_and_paid(url: str) -> bool:
    post(f"{url}/practice/mine", {"blocks": 1})
    with urllib.request.urlopen(f"{url}/metrics", timeout=10) as answer:
        told = answer.read().decode()
    return (
        re.search(r'^florin_invoices_total\{stage="paid"\} [1-9]', told, re.MULTILINE) is not None
    )


def _has_answer(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/health", timeout=5) as answer:
            json.load(answer)
    except OSError:
        return False
    return True


def _wait_until(is_so: Callable[[], bool], otherwise: str) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not is_so():
        if time.monotonic() > deadline:
            raise Unfit(otherwise)
        time.sleep(0.2)
