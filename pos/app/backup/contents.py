"""What a backup holds: the database, the settings, the secrets, the keystores. And its way back.

Logs, locks, caches and practice money stay behind. Refund wallets are in it as they lie on the
disk, locked with their own passphrases.
"""

import gzip
import hashlib
import io
import os
import re
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Final

import msgspec

from pos.app.backup.key import KEY
from pos.app.settings import Settings
from pos.domain.errors import Refused, Trouble
from pos.storage.totals import Totals

DATABASE: Final = "florin.db"
CONFIG: Final = "config.toml"
VIEW_KEYS: Final = "view-keys"
"""Monero's view keys that the settings name as files, by the coin's code."""

_MANIFEST: Final = "manifest.json"
_SINGLE: Final = (
    CONFIG,
    "postback.key",
    "webhook.key",
    "claim.key",
    "certificates.json",
    KEY,
)
_KEYSTORES: Final = "keystores"
_NAME: Final = re.compile(
    r'[^\x00-\x1f\\/:*?"<>|.\ud800-\udfff][^\x00-\x1f\\/:*?"<>|\ud800-\udfff]*(?<![. ])'
)
"""What every system takes as the name of a file; one that is hidden is nobody's keystore."""

_MONERO: Final = re.compile(r"keystores/monero/(?!wallets/)|.*\.mdb")
"""What Monero's own program keeps beside its wallets: its log, its login, its cache of rings."""

_LEVEL: Final = 1
"""Harder packing takes four times as long and saves an eighth."""

_PIECE: Final = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What was packed: the figures of the database, and each other file's SHA-256."""

    taken_at: int
    totals: Totals
    files: Mapping[str, str]


def files_of(folder: Path, settings: Settings) -> dict[str, bytes]:
    """Everything of a profile but its database, by the names that it has in a backup.

    Raises Trouble for a file that cannot be read.
    """
    named = {name: folder / name for name in _SINGLE}
    for path in sorted((folder / _KEYSTORES).rglob("*")):
        name = path.relative_to(folder).as_posix()
        if _is_keystore(name) and path.is_file() and not path.is_symlink():
            named[name] = path
    for code, wallet in settings.wallets.items():
        if wallet.view_key_file:
            named[f"{VIEW_KEYS}/{code}.txt"] = Path(wallet.view_key_file).expanduser()
    found = {name: _read(path) for name, path in named.items()}
    return {name: content for name, content in found.items() if content is not None}


def pack(target: Path, database: IO[bytes], files: Mapping[str, bytes], manifest: Manifest) -> None:
    """Put all of it into one packed file. Raises Trouble, also if there is no room."""
    told = msgspec.json.encode(asdict(manifest))
    try:
        with (
            target.open("xb") as raw,
            gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=_LEVEL, mtime=0) as packed,
            tarfile.open(fileobj=packed, mode="w|") as tar,
        ):
            for name, content in {_MANIFEST: told, **files}.items():
                tar.addfile(_entry(name, len(content), manifest.taken_at), io.BytesIO(content))
            size = database.seek(0, os.SEEK_END)
            database.seek(0)
            tar.addfile(_entry(DATABASE, size, manifest.taken_at), database)
    except OSError as why:
        raise Trouble(f"The backup cannot be packed in {target.parent}: {why.strerror}") from why


def unpack(packed: IO[bytes], folder: Path) -> Manifest:
    """Put what was packed into an empty folder, each file for its owner alone.

    Only plain files below the folder are taken. Raises Refused for anything else and for one that
    is not as it was packed, Trouble if there is no room.
    """
    digests: dict[str, str] = {}
    told = b""
    try:
        with tarfile.open(fileobj=packed, mode="r|gz") as tar:
            for entry in tar:
                source = tar.extractfile(_checked(entry))
                assert source is not None, "a plain file has content"
                if entry.name == _MANIFEST:
                    told = source.read()
                else:
                    digests[entry.name] = _put(source, folder / entry.name)
        manifest = msgspec.json.decode(told, type=Manifest)
    except (tarfile.TarError, EOFError, gzip.BadGzipFile, msgspec.MsgspecError) as why:
        raise Refused("spoilt_backup", "This backup is spoilt: take another one") from why
    except OSError as why:
        raise Trouble(f"It cannot be unpacked in {folder}: {why.strerror or why}") from why
    database = digests.pop(DATABASE, None)
    if database is None or digests != dict(manifest.files):
        raise Refused("spoilt_backup", "This backup is not whole: take another one")
    return manifest


def digests_of(files: Mapping[str, bytes]) -> dict[str, str]:
    """SHA-256 of each."""
    return {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as why:
        raise Trouble(f"{path} cannot be read for the backup: {why.strerror}") from why


def _is_keystore(name: str) -> bool:
    """Whether a file's name says so: programs of the system, too, leave files in folders."""
    return _is_safe(name) and not _MONERO.match(name)


def _is_safe(name: str) -> bool:
    return all(_NAME.fullmatch(part) for part in name.split("/"))


def _entry(name: str, size: int, at: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mtime, entry.mode = size, at, 0o600
    return entry


def _checked(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Refuse what would be written elsewhere, or is no plain file."""
    if not entry.isreg() or not _is_safe(entry.name):
        raise Refused("spoilt_backup", f"This backup holds “{entry.name}”, which no backup has")
    return entry


def _put(source: IO[bytes], path: Path) -> str:
    digest = hashlib.sha256()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("xb") as file:
        path.chmod(0o600)
        for piece in _pieces(source):
            digest.update(piece)
            file.write(piece)
    return digest.hexdigest()


def _pieces(source: IO[bytes]) -> Iterator[bytes]:
    while piece := source.read(_PIECE):
        yield piece
