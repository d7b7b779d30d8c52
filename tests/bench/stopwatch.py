"""The till itself with a stopwatch beside it in its own loop; started by `tests.bench.window`."""

import asyncio
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from pos.app.desktop import open_till
from pos.app.profile import Profile
from pos.gui.window import MainWindow
from tests.nodes.anvil import free_port

CHARGES: Final = 60
WARM_UP: Final = 5
BUSY_S: Final = 15.0
TICK_MS: Final = 10
REST_S: Final = 0.05


class Eye(QObject):
    """Notes when the QR code was painted last."""

    painted: float = 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and watched.objectName() == "pay.qr":
            self.painted = time.perf_counter()
        return False


async def charge_often(window: MainWindow, _: str) -> None:
    """Sell one thing after the other with the keyboard; print each one's milliseconds."""
    eye = Eye()
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(eye)
    keypad = window.findChild(QWidget, "sell.display")
    assert keypad is not None
    for number in range(WARM_UP + CHARGES):
        QTest.keyClicks(keypad, "350+")
        await asyncio.sleep(REST_S)
        eye.painted, began = 0.0, time.perf_counter()
        QTest.keyClick(window, Qt.Key.Key_F9)
        while not eye.painted:
            await asyncio.sleep(0)
        if number >= WARM_UP:
            print((eye.painted - began) * 1000)
        await asyncio.sleep(REST_S)
        QTest.keyClick(window, Qt.Key.Key_Escape)
        await asyncio.sleep(REST_S)


async def tick_under_load(window: MainWindow, url: str) -> None:
    """Print how late each tick of a timer came, in milliseconds, and what the API answered."""
    late: list[float] = []
    last = time.perf_counter()

    def tick() -> None:
        nonlocal last
        now = time.perf_counter()
        late.append(max(0.0, (now - last) * 1000 - TICK_MS))
        last = now

    timer = QTimer(window, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(tick)
    load = await asyncio.to_thread(_start_load, url)
    await asyncio.sleep(1)
    last = time.perf_counter()
    timer.start()
    await asyncio.sleep(BUSY_S)
    timer.stop()
    answered = (await asyncio.to_thread(load.communicate))[0]
    print(*late, float(answered))


def _start_load(url: str) -> "subprocess.Popen[str]":
    """Another process that asks at a steady pace: a new payment, then nine looks at it."""
    argv = [sys.executable, "-m", "tests.bench.steady", url, str(BUSY_S + 2)]
    return subprocess.Popen(argv, stdout=subprocess.PIPE, text=True)


MEASURES: Final[dict[str, Callable[[MainWindow, str], Awaitable[None]]]] = {
    "charge": charge_often,
    "stall": tick_under_load,
}


def _main(what: str, profile: Path) -> None:
    """Open the till, wait until it can sell, measure, and close it."""
    app = QApplication(sys.argv[:1])
    listen = f"127.0.0.1:{free_port()}"
    config = f'[server]\nlisten = "{listen}"\n[practice]\nblock_s = 0\n'
    (profile / "config.toml").write_text(config, encoding="utf-8")

    async def measure() -> None:
        window = next(w for w in app.topLevelWidgets() if isinstance(w, MainWindow))
        while window.desktop is None:
            await asyncio.sleep(REST_S)
        await asyncio.sleep(1)
        try:
            await MEASURES[what](window, f"http://{listen}")
        finally:
            window.close()

    tasks: list[asyncio.Future[None]] = []
    QTimer.singleShot(0, lambda: tasks.append(asyncio.ensure_future(measure())))
    open_till(Profile(profile), is_practice=True, is_verbose=False)
    tasks[0].result()


if __name__ == "__main__":
    _main(sys.argv[1], Path(sys.argv[2]))
