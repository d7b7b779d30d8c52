"""Codes are read from pictures as wallets show them."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QLabel

from pos.domain.errors import Refused
from pos.gui.qr import code_image
from pos.gui.setup.codes import code_in_picture, code_on_screen, plain_code

KEY = "zpub6rFR7y4Q2AijBEqTUquhVz398htDFrtymD9xYYfG1m4wAcvPhXNfE3EfH1r1ADqtfSdVCToUG868RvUUkgDKf31m"


def picture(path: Path, *texts: str) -> Path:
    codes = [code_image(text).scaled(400, 400) for text in texts]
    whole = QImage(450 * max(1, len(codes)), 450, QImage.Format.Format_RGB32)
    whole.fill(0xFFFFFFFF)
    painter = QPainter(whole)
    for number, code in enumerate(codes):
        painter.drawImage(20 + 450 * number, 20, code)
    painter.end()
    whole.save(str(path))
    return path


def test_a_key_is_read_from_a_picture(qapp: QApplication, tmp_path: Path) -> None:
    assert code_in_picture(picture(tmp_path / "code.png", KEY)) == KEY


def test_a_key_is_read_from_the_screen(qapp: QApplication) -> None:
    wallet = QLabel()
    wallet.setPixmap(QPixmap.fromImage(code_image(f"bitcoin:{KEY}").scaled(400, 400)))
    wallet.show()
    qapp.processEvents()

    assert code_on_screen() == KEY
    wallet.close()


def test_two_codes_are_not_guessed_between(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="several codes"):
        code_in_picture(picture(tmp_path / "code.png", KEY, KEY[:60]))


def test_a_picture_without_a_code_is_refused(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="No code was found"):
        code_in_picture(picture(tmp_path / "code.png"))


def test_what_is_no_picture_is_refused(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "code.png").write_text("nothing")

    with pytest.raises(Refused, match=r"code\.png is not a picture"):
        code_in_picture(tmp_path / "code.png")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (f" {KEY}\n", KEY),
        ("monero:4ABC?tx_amount=1", "4ABC"),
        ("bitcoin:bc1qxyz", "bc1qxyz"),
        ("wpkh([d34db33f/84h/0h/0h]xpub6/0/*)", "wpkh([d34db33f/84h/0h/0h]xpub6/0/*)"),
    ],
)
def test_the_wallet_s_own_front_is_taken_off(text: str, plain: str) -> None:
    assert plain_code(text) == plain
