"""What servers showed of themselves when they were first met, which they are held to from then on.

One small JSON file, `{"host:port": "sha256 of the certificate"}`, that a person may edit; instead
of a certificate `vouched` for a server that an authority vouched for.
"""

from pathlib import Path
from typing import Final

import msgspec

from pos.domain.errors import Corrupt, Trouble

VOUCHED: Final = "vouched"
"""Instead of a fingerprint: any certificate that an authority vouches for, and no other."""


class Pins:
    """Fingerprints by server name, in a file or, without one, for this run only."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._here: dict[str, str] = {}

    def known(self, name: str) -> str | None:
        """The fingerprint this server is held to; None if it was never seen.

        Raises Corrupt for a file that is not one of these.
        """
        return self._read().get(name)

    def pin(self, name: str, fingerprint: str) -> None:
        """Hold a server to its certificate from now on."""
        self._write(self._read() | {name: fingerprint})

    def forget(self, name: str) -> None:
        """Believe whatever certificate the server shows next."""
        self._write({other: pin for other, pin in self._read().items() if other != name})

    def _read(self) -> dict[str, str]:
        """Read each time: somebody may have removed a line meanwhile."""
        if self._path is None:
            return self._here
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=dict[str, str])
        except FileNotFoundError:
            return {}
        except OSError as why:
            text = f"The pinned certificates in {self._path} cannot be read: {why.strerror}"
            raise Trouble(text) from why
        except msgspec.MsgspecError as why:
            text = (
                f"The pinned certificates in {self._path} are damaged. Delete this file: every"
                " server is then believed anew the first time."
            )
            raise Corrupt(text) from why

    def _write(self, pins: dict[str, str]) -> None:
        """Whole or not at all. Raises Trouble where the disk does not take it."""
        if self._path is None:
            self._here = pins
            return
        beside = self._path.with_name(self._path.name + ".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(msgspec.json.format(msgspec.json.encode(pins)))
            beside.replace(self._path)
        except OSError as why:
            text = f"The certificate cannot be noted in {self._path}: {why.strerror}"
            raise Trouble(text) from why
