"""Tell the programs that are out there of a new version: `update.json`, signed with Ed25519.

    python -m bundle.manifest --new-key FILE    # once: keep the file safe, publish what is said
    python -m bundle.manifest [--notes TEXT]    # writes dist/update.json for all that is in dist/

The second takes the secret key, 64 hex digits, from SIGN_UPDATE_KEY; without it nothing is
written, which it says in one line. What is written is read again as a till would, and must be
believed.
"""

import argparse
import json
import os
import re
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from Crypto.PublicKey import ECC
from Crypto.PublicKey.ECC import EccKey
from Crypto.Signature import eddsa

from bundle import stamp
from bundle.places import DIST, sha256, version
from pos.updates.manifest import LONGEST_NOTES, Manifest, order_of, read

KEY: Final = "SIGN_UPDATE_KEY"
FILE: Final = "update.json"
_SECRET: Final = re.compile(r"[0-9a-f]{64}")
_NOT_TOLD: Final = (FILE, "SHA256SUMS")
_SIGNATURES: Final = (".asc", ".sig")


def written(folder: Path, notes: str, key: EccKey, day: str) -> Manifest:
    """Write `update.json` for all files of a folder; the answer is what a till reads in it."""
    if not order_of(version()):
        raise SystemExit(f"{version()} is no version such as 0.2.0")
    if len(notes) > LONGEST_NOTES:
        raise SystemExit(f"the notes have more than {LONGEST_NOTES} letters")
    files = {
        path.name: sha256(path)
        for path in sorted(folder.iterdir())
        if path.is_file() and path.name not in _NOT_TOLD and path.suffix not in _SIGNATURES
    }
    if not files:
        raise SystemExit(f"there is nothing in {folder}")
    text = json.dumps({"version": version(), "date": day, "notes": notes, "files": files})
    signature = eddsa.new(key, "rfc8032").sign(text.encode())
    body = json.dumps({"signed": text, "signature": signature.hex()}).encode()
    told = read(body, public_of(key))
    (folder / FILE).write_bytes(body + b"\n")
    return told


def key_in(environment: Mapping[str, str]) -> EccKey | None:
    """The secret key; None where there is none. It is never repeated, not even a wrong one."""
    text = environment.get(KEY, "").strip()
    if not text:
        return None
    if not _SECRET.fullmatch(text):
        raise SystemExit(f"{KEY} must be 64 hex digits")
    return eddsa.import_private_key(bytes.fromhex(text))


def new_key(file: Path) -> str:
    """Make a key, keep its secret in a file for its owner alone; the answer is the public key."""
    key = ECC.generate(curve="Ed25519")
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as kept:
        kept.write(key.seed.hex() + "\n")
    return public_of(key)


def public_of(key: EccKey) -> str:
    """What stands in the program as `PUBLISHER_KEY`, or in a config as `updates.key`."""
    raw = key.public_key().export_key(format="raw")
    assert isinstance(raw, bytes)
    return raw.hex()


def main(words: Sequence[str], environment: Mapping[str, str] = os.environ) -> None:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(prog="bundle.manifest")
    parser.add_argument("--new-key", type=Path, metavar="FILE")
    parser.add_argument("--notes", default="")
    parser.add_argument("--folder", type=Path, default=DIST)
    asked = parser.parse_args(words)
    if asked.new_key:
        _say(new_key(asked.new_key))
        return
    key = key_in(environment)
    if key is None:
        _say(f"{FILE}: skipped, because {KEY} is not set")
        return
    day = datetime.fromtimestamp(stamp.epoch(environment), UTC).strftime("%Y-%m-%d")
    told = written(asked.folder, asked.notes, key, day)
    _say(f"{FILE}: Florin {told.version}, {len(told.files)} files, key {public_of(key)}")


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
