"""What the program says about itself."""

import subprocess
from pathlib import Path

import pytest

from pos.app.version import Build, build, build_of, version_line, version_lines


def test_an_installed_program_says_what_was_noted_when_it_was_built(tmp_path: Path) -> None:
    noted = '{"version": "0.1.0", "commit": "abc1234def5678", "date": "2026-11-21"}'
    (tmp_path / "build.json").write_text(noted, encoding="utf-8")

    known = build_of(tmp_path / "build.json", tmp_path)

    assert version_line(known) == "florin 0.1.0 (commit abc1234, 2026-11-21)"


@pytest.mark.parametrize("noted", ["", "{", "[]", '{"version": 1}', "\0"])
def test_a_spoilt_note_hinders_nobody(tmp_path: Path, noted: str) -> None:
    (tmp_path / "build.json").write_text(noted, encoding="utf-8")

    assert version_line(build_of(tmp_path / "build.json", tmp_path)).startswith("florin 0.")


def test_a_checkout_says_its_last_commit(tmp_path: Path) -> None:
    who = ("-c", "user.name=T", "-c", "user.email=t@shop.example")
    for words in (("init", "-q"), (*who, "commit", "-q", "--allow-empty", "-m", "One")):
        subprocess.run(("git", "-C", tmp_path, *words), check=True)
    asked = subprocess.run(
        ("git", "-C", tmp_path, "rev-parse", "HEAD"), capture_output=True, text=True, check=True
    )
    commit = asked.stdout.strip()

    known = build_of(tmp_path / "nothing.json", tmp_path)

    assert commit.startswith(known.commit)
    assert f"(commit {commit[:7]}, 20" in version_line(known)


def test_a_folder_that_is_no_repository_gives_the_version_alone(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()

    known = build_of(tmp_path / "nothing.json", tmp_path)

    assert version_line(known) == f"florin {known.version}"


def test_what_is_not_known_is_left_away() -> None:
    assert version_line(Build(version="0.1.0")) == "florin 0.1.0"
    assert version_line(Build(version="0.1.0", date="2026-11-21")) == "florin 0.1.0 (2026-11-21)"


def test_every_library_is_told_with_a_version() -> None:
    told = version_lines()

    assert told[0] == version_line(build())
    begins = ("Python 3.", "SQLite 3.", "OpenSSL ", "Qt (PySide6) 6.", "aiohttp ", "web3 ")
    for begin in (*begins, "wallycore "):
        (line,) = (line for line in told if line.startswith(begin))
        assert line.removeprefix(begin)[:1].isdigit() or begin == "Python 3."
    assert not any("unknown" in line for line in told)
