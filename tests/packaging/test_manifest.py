"""The tool that tells of new versions, and the till that reads what it wrote."""

import hashlib
import os
from pathlib import Path

import pytest

from bundle.manifest import FILE, KEY, key_in, main, new_key
from bundle.places import version
from pos.updates.manifest import read

AT = {"SOURCE_DATE_EPOCH": "1796083200"}


def test_a_till_believes_what_a_new_key_signed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    public = new_key(tmp_path / "key")
    dist = filled(tmp_path / "dist")
    secret = (tmp_path / "key").read_text(encoding="ascii")

    words = ["--folder", str(dist), "--notes", "Faster."]
    main(words, {KEY: secret, **AT})

    told = read((dist / FILE).read_bytes(), public)
    assert (told.version, told.date, told.notes) == (version(), "2026-12-01", "Faster.")
    assert told.files == {"florin.deb": hashlib.sha256(b"deb").hexdigest()}
    assert public in capsys.readouterr().out


def test_only_its_owner_can_read_a_key_and_none_is_overwritten(tmp_path: Path) -> None:
    public = new_key(tmp_path / "key")

    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600
    assert len(bytes.fromhex(public)) == 32
    with pytest.raises(FileExistsError):
        new_key(tmp_path / "key")


def test_the_same_files_are_told_of_in_the_same_bytes(tmp_path: Path) -> None:
    new_key(tmp_path / "key")
    secret = (tmp_path / "key").read_text(encoding="ascii")
    bodies = set()
    for name in ("one", "other"):
        main(["--folder", str(filled(tmp_path / name))], {KEY: secret, **AT})
        bodies.add((tmp_path / name / FILE).read_bytes())

    assert len(bodies) == 1


def test_without_a_key_nothing_is_written_and_one_line_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dist = filled(tmp_path / "dist")

    main(["--folder", str(dist)], AT)

    assert capsys.readouterr().out == f"{FILE}: skipped, because {KEY} is not set\n"
    assert not (dist / FILE).exists()


def test_a_wrong_key_is_not_repeated() -> None:
    with pytest.raises(SystemExit) as told:
        key_in({KEY: "hush"})

    assert "hush" not in str(told.value)


def test_an_empty_folder_and_endless_notes_are_refused(tmp_path: Path) -> None:
    environment = {KEY: os.urandom(32).hex(), **AT}
    (tmp_path / "empty").mkdir()

    with pytest.raises(SystemExit, match="nothing in"):
        main(["--folder", str(tmp_path / "empty")], environment)
    with pytest.raises(SystemExit, match="more than"):
        main(["--folder", str(filled(tmp_path / "a")), "--notes", "a" * 501], environment)


def filled(folder: Path) -> Path:
    folder.mkdir()
    (folder / "florin.deb").write_bytes(b"deb")
    (folder / "florin.deb.asc").write_bytes(b"signature")
    (folder / "SHA256SUMS").write_text("", encoding="utf-8")
    return folder
