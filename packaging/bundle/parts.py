"""What the program is made of: each part's name, version and licence, for the SBOM and the list."""

import re
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path
from typing import Final

_SPDX: Final = {
    "apache 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause",
    "bsd, public domain": "BSD-2-Clause AND LicenseRef-Public-Domain",
    "mit license": "MIT",
    "mit": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "python software foundation license": "PSF-2.0",
}
"""Older packages' own words; whatever else they say is checked to be an expression."""

_UNSAID: Final = {"pyrage": "MIT", "aiorpcx": "MIT", "uvloop": "MIT OR Apache-2.0"}
"""Packages whose metadata name no licence, by the text that they bring."""

EXPAT: Final = rb"expat_(\d+\.\d+\.\d+)"
"""How Python's module for XML tells which expat is inside."""

PUBLIC_DOMAIN: Final = "LicenseRef-Public-Domain"
"""liblzma's before 5.6."""

_EXPRESSION: Final = re.compile(r"[A-Za-z0-9.+-]+( (AND|OR|WITH) [A-Za-z0-9.+-]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One piece of software inside; `licence` is an SPDX expression, `purl` its package URL."""

    name: str
    version: str
    licence: str
    purl: str = ""


def packages_in(wheels: Path) -> tuple[Part, ...]:
    """The Python packages of a folder, in the order of the alphabet."""
    found = wheels.glob("*.dist-info/METADATA")
    parts = (_package(HeaderParser().parsestr(one.read_text(encoding="utf-8"))) for one in found)
    return tuple(sorted(parts, key=lambda part: part.name))


def version_inside(library: Path, pattern: bytes) -> str:
    """The version that a compiled library bears in its text; the pattern's group is the answer."""
    found = re.search(pattern, library.read_bytes())
    if found is None:
        raise SystemExit(f"{library.name} does not say which version it is")
    return found.group(1).decode()


def _package(told: Message) -> Part:
    name = re.sub(r"[-_.]+", "-", str(told["Name"])).lower()
    version = str(told["Version"])
    return Part(
        name=name,
        version=version,
        licence=_licence(name, told),
        purl=f"pkg:pypi/{name}@{version}",
    )


def _licence(name: str, told: Message) -> str:
    classifiers = [str(one) for one in told.get_all("Classifier", ())]
    named = [one.rpartition(" :: ")[2] for one in classifiers if one.startswith("License ::")]
    candidates = (_UNSAID.get(name), told["License-Expression"], told["License"], *named)
    for text in candidates:
        plain = _SPDX.get(str(text).strip().lower(), str(text).strip())
        if text and _EXPRESSION.fullmatch(plain):
            return plain
    raise SystemExit(f"{name} names no licence that can be told; see {__name__}")
