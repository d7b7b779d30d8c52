"""Where the wallet program is looked for, and what is said when it is nowhere."""

from pathlib import Path

import pytest

from pos.chains.monero.finding import NAME, found_program
from pos.domain.errors import Trouble


def program_in(folder: Path) -> Path:
    folder.mkdir(parents=True)
    program = folder / NAME
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    return program


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine whose PATH and home are empty."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("HOME", str(tmp_path))


def test_the_chosen_one_comes_first(tmp_path: Path) -> None:
    program_in(tmp_path / "bin")
    chosen = program_in(tmp_path / "mine")

    assert found_program(chosen) == chosen


def test_one_on_the_path_is_found(tmp_path: Path) -> None:
    program = program_in(tmp_path / "bin")

    assert found_program(None) == program


def test_one_where_people_put_it_is_found(tmp_path: Path) -> None:
    program = program_in(tmp_path / "monero")

    assert found_program(None) == program


def test_a_chosen_one_that_is_not_there_is_not_replaced_by_another(tmp_path: Path) -> None:
    program_in(tmp_path / "bin")

    with pytest.raises(Trouble, match="There is no monero-wallet-rpc at"):
        found_program(tmp_path / "nothing")


def test_none_at_all_is_told_with_what_to_do() -> None:
    with pytest.raises(Trouble, match="install Monero's programs, or set where it is"):
        found_program(None)
