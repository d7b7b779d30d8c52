"""Reads codes that a wallet shows: from any screen of this machine, or from a picture."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from PySide6.QtGui import QGuiApplication, QImage

from pos.domain.errors import Refused
from pos.gui.present.words import say

_FRONTS: Final = ("bitcoin:", "litecoin:", "dogecoin:", "bitcoincash:", "monero:", "ethereum:")


def code_on_screen() -> str:
    """What the code says that stands on a screen now. Raises Refused if there is not just one."""
    pictures = [screen.grabWindow(0).toImage() for screen in QGuiApplication.screens()]
    return _only(
        _texts(pictures),
        say("No code was found on the screen. Show it large, beside this window, and try again."),
    )


def code_in_picture(path: Path) -> str:
    """The same for a file. Raises Refused."""
    picture = QImage(str(path))
    if picture.isNull():
        words = say("{path} is not a picture that can be read.", path=path.name)
        raise Refused("no_picture", words)
    return _only(_texts([picture]), say("No code was found in this picture."))


def plain_code(text: str) -> str:
    """What a code says, without the wallet's own front: `bitcoin:` of a link, or its questions."""
    text = text.strip()
    front = next((each for each in _FRONTS if text.lower().startswith(each)), "")
    return text[len(front) :].partition("?")[0] if front else text


def _texts(pictures: Iterable[QImage]) -> list[str]:
    import zxingcpp  # noqa: PLC0415 - only who scans pays for it

    found: list[str] = []
    for picture in pictures:
        grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
        found += [code.text for code in zxingcpp.read_barcodes(grey) if code.text]
    return list(dict.fromkeys(found))


def _only(texts: list[str], none: str) -> str:
    if not texts:
        raise Refused("no_code", none)
    if len(texts) > 1:
        raise Refused("many_codes", say("There are several codes. Leave only the one you mean."))
    return plain_code(texts[0])
