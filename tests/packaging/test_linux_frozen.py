"""The frozen program for Linux."""

from pathlib import Path

import pytest

from bundle.linux_frozen import narrow_search


def test_a_program_looks_for_libraries_in_its_own_folder_only(tmp_path: Path) -> None:
    program = tmp_path / "florin"
    program.write_bytes(b"\x7fELF\0libc.so.6\0$ORIGIN/lib:$ORIGIN/../lib\0code")

    narrow_search(program)

    assert program.read_bytes() == b"\x7fELF\0libc.so.6\0$ORIGIN/lib" + bytes(16) + b"code"


def test_a_program_that_looks_elsewhere_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "florin").write_bytes(b"\x7fELF\0/opt/lib\0")

    with pytest.raises(SystemExit, match="florin does not look"):
        narrow_search(tmp_path / "florin")
