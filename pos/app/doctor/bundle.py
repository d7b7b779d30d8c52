"""The support file: what helps whoever helps, without anything that is nobody's business."""

import io
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec
import tomlkit

from pos.app.doctor.examine import Examined
from pos.app.doctor.page import as_json
from pos.app.doctor.papers import config_table, config_text
from pos.app.doctor.patient import Patient
from pos.app.doctor.program import tail_of
from pos.app.doctor.redact import Redaction, texts_of
from pos.app.version import build, version_line, version_lines
from pos.domain.errors import Refused

_LOGS: Final = ("florin.log", "florin.log.1")
_NOTE: Final = """This is a support file of Florin.

doctor.json     what florin doctor found
versions.txt    this program, its libraries and the system
config.toml     the settings: numbers and switches as they are, names in the place of all texts
database.json   the version of the tables and how many rows each has, nothing of what is in them
logs/           the last log lines

[#1a2b3c] stands for something that was taken out: an address, a key, a payment's id, a host, a
name. The same thing has the same name throughout this file and in no other one.
"""


def written_bundle(path: Path, patient: Patient, examined: Examined) -> Path:
    """Write the support file, for its owner alone. Raises Refused if that cannot be done."""
    packed = packed_bundle(patient, examined)
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
            file.write(packed)
            file.flush()
            os.fsync(file.fileno())
    except OSError as why:
        text = f"The support file {path} cannot be written: {why.strerror}"
        raise Refused("no_bundle", text) from why
    return path


def packed_bundle(patient: Patient, examined: Examined) -> bytes:
    """The support file's bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, text in _contents(patient, examined):
            bundle.writestr(name, text)
    return packed.getvalue()


def _contents(patient: Patient, examined: Examined) -> Iterator[tuple[str, str]]:
    redaction = Redaction(secrets_of(patient), home=Path.home())
    version = version_line(build())
    page = as_json(
        examined.findings,
        version,
        practice=patient.is_practice,
        is_open=patient.is_open,
    )
    yield "README.txt", _NOTE
    yield "doctor.json", redaction.text(page.decode())
    yield "versions.txt", "\n".join(version_lines()) + "\n"
    yield "config.toml", _config(patient, redaction)
    yield "database.json", _database(examined)
    for name in _LOGS:
        text = tail_of(patient.folder / name)
        if text:
            yield f"logs/{name}", redaction.text(text)


def secrets_of(patient: Patient) -> Iterator[str]:
    """Every text of this shop that must not be seen, however it looks."""
    yield from texts_of(config_table(patient))
    yield from _environment()
    for path in sorted(patient.folder.glob("*.key")) if patient.folder.is_dir() else ():
        yield from _lines(path)
    if patient.settings is not None:
        for named in patient.settings.refunds.values():
            if named.passphrase_file:
                yield from _lines(patient.config.parent / Path(named.passphrase_file).expanduser())


def _environment() -> Iterator[str]:
    """What the environment says of settings."""
    for name, value in os.environ.items():
        if name.startswith("FLORIN_") and "__" in name:
            yield from texts_of({"": value})


def _lines(path: Path) -> Iterator[str]:
    try:
        yield from path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return


def _config(patient: Patient, redaction: Redaction) -> str:
    table = config_table(patient)
    if table:
        return tomlkit.dumps(redaction.table(table))
    lines = config_text(patient).count("\n")
    return f"# it cannot be read: {lines} lines\n"


def _database(examined: Examined) -> str:
    records = examined.records
    if records is None:
        return "{}\n"
    told = {
        "revision": records.revision,
        "faults": len(records.faults),
        "rows": dict(records.rows),
        "unsent": records.unsent,
        "looks": [
            {"chain": each.chain, "at": each.at, "height": each.height} for each in records.looks
        ],
    }
    return msgspec.json.format(msgspec.json.encode(told), indent=2).decode() + "\n"
