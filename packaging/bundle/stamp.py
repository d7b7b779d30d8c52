"""Which source a program was made of, and when; the only place that knows git and the clock."""

import json
import os
import re
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bundle.places import ROOT, version

_COMMIT: Final = re.compile(r"[0-9a-f]{40}")


def epoch(environment: Mapping[str, str] = os.environ) -> int:
    """The time all files bear, in seconds: SOURCE_DATE_EPOCH, or else that of the last commit."""
    given = environment.get("SOURCE_DATE_EPOCH", "")
    if given.isdecimal():
        return int(given)
    if given:
        raise SystemExit(f"SOURCE_DATE_EPOCH must be whole seconds, not {given!r}")
    return int(_git("log", "-1", "--format=%ct") or _no("SOURCE_DATE_EPOCH"))


def commit(environment: Mapping[str, str] = os.environ) -> str:
    """The source's commit: FLORIN_COMMIT, or else what git says."""
    given = environment.get("FLORIN_COMMIT", "") or _git("rev-parse", "HEAD")
    if not given:
        _no("FLORIN_COMMIT")
    if not _COMMIT.fullmatch(given):
        raise SystemExit(f"FLORIN_COMMIT must be 40 hex digits, not {given!r}")
    return given


def stamp(site: Path, environment: Mapping[str, str] = os.environ) -> None:
    """Write resources/build.json into the program's folder of modules."""
    told = {
        "version": version(),
        "commit": commit(environment),
        "date": datetime.fromtimestamp(epoch(environment), UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    path = site / "resources" / "build.json"
    path.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


def _git(*words: str) -> str:
    """What git says of this checkout; nothing where there is no git or no checkout."""
    try:
        told = subprocess.run(
            ["git", "-C", str(ROOT), *words], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return told.stdout.strip()


def _no(name: str) -> str:
    raise SystemExit(f"this is no git checkout: set {name}")
