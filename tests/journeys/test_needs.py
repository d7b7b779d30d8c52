"""The display and the browser the journeys stand on do what they are believed to do."""

import os
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests import child
from tests.journeys.hands import Hands
from tests.journeys.needs import CHROMIUM_FLAGS
from tests.soon import soon

GREEN = (0, 255, 0)

# A window that turns green at F9, and ends when "paid" is typed into its line and OK is clicked.
WINDOW = """
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QPushButton
from PySide6.QtGui import QKeySequence, QShortcut
app = QApplication([])
window = QMainWindow(windowTitle="A till")
line = QLineEdit(window)
line.setGeometry(20, 20, 300, 40)
ok = QPushButton("OK", window)
ok.setGeometry(20, 100, 300, 40)
ok.setFocusPolicy(ok.focusPolicy().NoFocus)
def green():
    window.setStyleSheet("QMainWindow { background: #00ff00 }")
QShortcut(QKeySequence("F9"), window).activated.connect(green)
ok.clicked.connect(lambda: app.exit(7 if line.text() == "paid" else 1))
window.show()
app.exec()
raise SystemExit(7 if line.text() == "paid" else 1)
"""


def test_keys_and_mouse_reach_a_real_window(display: Hands, tmp_path: Path) -> None:
    window = child.start(
        [sys.executable, "-c", WINDOW],
        log=tmp_path / "window.log",
        env={**os.environ, "DISPLAY": display.display, "QT_QPA_PLATFORM": "xcb"},
    )
    display.wait_for_window("A till")

    display.key("F9")
    display.write("paid")

    assert soon(lambda: colour_at(display.picture(tmp_path / "till.png")) == GREEN)
    display.click(100, 120)
    assert window.wait(10) == 7, (tmp_path / "window.log").read_text()


def colour_at(picture: Path) -> object:
    with Image.open(picture) as shown:
        return shown.getpixel((1000, 600))


def test_a_browser_runs_the_script_of_a_page(chromium: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=[*CHROMIUM_FLAGS])
        page = browser.new_page()
        page.set_content("<p></p><script>document.querySelector('p').textContent = 6 * 7</script>")

        assert page.inner_text("p") == "42"

        browser.close()
