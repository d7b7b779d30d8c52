"""What a program knows of its own making."""

import json
from pathlib import Path

import pytest

from bundle.places import version
from bundle.stamp import commit, epoch, stamp

COMMIT = "0123456789abcdef0123456789abcdef01234567"


def test_the_environment_says_when_and_of_what(tmp_path: Path) -> None:
    (tmp_path / "resources").mkdir()

    stamp(tmp_path, {"SOURCE_DATE_EPOCH": "1795000000", "FLORIN_COMMIT": COMMIT})

    assert json.loads((tmp_path / "resources" / "build.json").read_text(encoding="utf-8")) == {
        "version": version(),
        "commit": COMMIT,
        "date": "2026-11-18T11:06:40Z",
    }


def test_a_time_that_is_none_stops_the_build() -> None:
    with pytest.raises(SystemExit, match="SOURCE_DATE_EPOCH must be whole seconds"):
        epoch({"SOURCE_DATE_EPOCH": "yesterday"})


def test_a_commit_that_is_none_stops_the_build() -> None:
    with pytest.raises(SystemExit, match="FLORIN_COMMIT must be 40 hex digits"):
        commit({"FLORIN_COMMIT": "main"})
