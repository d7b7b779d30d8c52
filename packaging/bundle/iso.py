"""Disks in ISO 9660 with Rock Ridge, without the times at which they happened to be made.

genisoimage writes when a file's inode changed, when it was read, and when the disk was made.
Source: ECMA-119 8.4 (volume descriptor), the Rock Ridge Interchange Protocol 4.1.6 (TF).
"""

import time
from pathlib import Path
from typing import Final

_DESCRIPTOR: Final = 16 * 2048
_DATES: Final = (813, 830, 864)
"""Made, changed, valid from: where each stands in the primary volume descriptor."""
_TIMES: Final = b"TF\x1a\x01\x0e"
"""Changed, read, described: three times of seven bytes follow."""


def settle(disk: Path, epoch: int) -> None:
    """Set all times to the one that all files bear already.

    Only entries with that very time are touched, so that nothing inside a file can be meant.
    """
    content = bytearray(disk.read_bytes())
    now = time.gmtime(epoch)
    assert content[_DESCRIPTOR : _DESCRIPTOR + 6] == b"\x01CD001", "this is no ISO 9660 disk"
    told = time.strftime("%Y%m%d%H%M%S00", now).encode() + b"\0"
    for at in _DATES:
        content[_DESCRIPTOR + at : _DESCRIPTOR + at + len(told)] = told
    short = bytes((now.tm_year - 1900, now.tm_mon, now.tm_mday, *now[3:6], 0))
    entry = _TIMES + short
    at = content.find(entry)
    while at >= 0:
        content[at + len(entry) : at + len(entry) + 14] = short * 2
        at = content.find(entry, at + len(entry) + 14)
    disk.write_bytes(content)
