"""QR codes for the payment page: black on white in any theme, the quiet zone inside."""

from functools import lru_cache
from typing import Final

import qrcode
from markupsafe import Markup
from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M

QUIET_MODULES: Final = 4
"""ISO 18004 asks for this much white around the code."""

DENSE_VERSION: Final = 12
"""Above this the modules get too small; then less error correction reads better."""

_MASK: Final = 4  # trying all eight masks costs eight times as long and helps no phone


@lru_cache(maxsize=256)
def code_svg(text: str, label: str) -> Markup:
    """The code as an inline SVG, which a screen reader calls `label`."""
    rows = _modules(text)
    side = len(rows) + 2 * QUIET_MODULES
    path = "".join(_runs(y, row) for y, row in enumerate(rows, QUIET_MODULES))
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" role="img"'
        ' aria-label="{label}" shape-rendering="crispEdges">'
        '<path fill="#ffffff" d="M0 0h{side}v{side}H0z"/><path fill="#000000" d="{path}"/></svg>'
    ).format(side=side, label=label, path=path)


def _modules(text: str) -> list[list[bool]]:
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=_MASK)
    code.add_data(text)
    code.make(fit=True)
    if code.version > DENSE_VERSION:
        code = qrcode.QRCode(error_correction=ERROR_CORRECT_L, border=0, mask_pattern=_MASK)
        code.add_data(text)
        code.make(fit=True)
    return [[bool(dark) for dark in row] for row in code.modules]


def _runs(y: int, row: list[bool]) -> str:
    """The dark stretches of a row as pieces of a path."""
    pieces, start = [], 0
    for x, is_dark in enumerate([*row, False]):
        if not is_dark:
            if x > start:
                pieces.append(f"M{start + QUIET_MODULES} {y}h{x - start}v1h{start - x}z")
            start = x + 1
    return "".join(pieces)
