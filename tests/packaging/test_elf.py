"""What Linux programs ask of their system."""

from pathlib import Path

from bundle.elf import glibc, programs_in


def test_the_newest_glibc_counts_as_a_number_not_as_a_text() -> None:
    assert glibc(["GLIBC_2.4", "GLIBC_2.34", "GLIBC_2.3.4", "GLIBCXX_3.4.30"]) == (2, 34)


def test_a_library_that_asks_for_no_glibc_runs_on_any() -> None:
    assert glibc(["GLIBC_PRIVATE", "OPENSSL_3.0.0"]) == (0, 0)


def test_programs_are_known_by_their_first_bytes(tmp_path: Path) -> None:
    (tmp_path / "florin").write_bytes(b"\x7fELF\x02")
    (tmp_path / "library.so").write_bytes(b"\x7fELF\x02")
    (tmp_path / "link.so").symlink_to("library.so")
    (tmp_path / "script").write_bytes(b"#!/bin/sh\n")

    assert [path.name for path in programs_in(tmp_path)] == ["florin", "library.so"]
