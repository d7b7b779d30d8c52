"""Codes that phones read."""

from time import perf_counter

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from pos.gui.qr import QUIET_MODULES, QrView, code_image

ADDRESS = "0x538454127b096499a94942a28a80796c738f13ed"


def is_white(image: QImage, x: int, y: int) -> bool:
    return image.pixelColor(x, y).lightness() == 255


def test_four_white_modules_stand_around_the_code(qapp: QApplication) -> None:
    image = code_image(ADDRESS)
    side = image.width()

    quiet = [
        is_white(image, x, y)
        for x in range(side)
        for y in range(side)
        if min(x, y, side - 1 - x, side - 1 - y) < QUIET_MODULES
    ]
    assert all(quiet)
    assert not is_white(image, QUIET_MODULES, QUIET_MODULES)


@pytest.mark.parametrize(("text", "modules"), [(ADDRESS, 29), ("x" * 280, 65), ("x" * 400, 69)])
def test_error_correction_drops_only_for_dense_codes(
    qapp: QApplication, text: str, modules: int
) -> None:
    assert code_image(text).width() - 2 * QUIET_MODULES == modules


@pytest.mark.parametrize("side", [236, 300, 361, 512])
def test_modules_are_whole_pixels_and_the_square_is_white_to_its_edge(
    qapp: QApplication, side: int
) -> None:
    view = QrView(100)
    view.setStyleSheet("background: #202124")
    view.resize(side, side)
    view.show_code(ADDRESS)
    shown = view.grab().toImage()

    colours = {shown.pixelColor(x, y).name() for x in range(side) for y in range(side)}
    assert colours == {"#000000", "#ffffff"}
    assert view.module_px() == side // 37
    assert is_white(shown, 0, 0)


def test_an_empty_text_shows_nothing(qapp: QApplication) -> None:
    view = QrView(100)
    view.show_code(ADDRESS)
    view.show_code("")

    assert view.module_px() == 0


def test_painting_a_code_costs_little(qapp: QApplication) -> None:
    view = QrView(100)
    view.resize(400, 400)
    view.show_code(ADDRESS)
    view.grab()

    took = []
    for _ in range(20):
        start = perf_counter()
        view.grab()
        took.append(perf_counter() - start)

    assert sorted(took)[10] < 0.004
