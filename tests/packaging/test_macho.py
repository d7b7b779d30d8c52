"""Programs of macOS, read without a Mac."""

from pathlib import Path

import pytest

from bundle.macho import MachO, is_macho, programs_in, read, thinned
from tests.packaging.macho_made import SIGNED, loads, looks_in, program, runs_on, universal


def test_a_program_says_what_it_needs_where_it_looks_and_what_it_runs_on() -> None:
    content = program(
        "arm64", runs_on(13, 2), loads("@rpath/QtCore"), looks_in("@loader_path/lib"), SIGNED
    )

    assert read(content) == MachO(
        needs=("@rpath/QtCore",),
        wishes=(),
        rpaths=("@loader_path/lib",),
        system=(13, 2),
        is_signed=True,
    )


def test_a_program_without_a_signature_is_found_out() -> None:
    assert not read(program("arm64", loads("/usr/lib/libSystem.B.dylib"))).is_signed


def test_the_part_for_a_processor_is_cut_out_unchanged() -> None:
    arm, intel = program("arm64", SIGNED), program("x86_64", runs_on(10, 9))

    whole = universal(x86_64=intel, arm64=arm)

    assert thinned(whole, "arm64") == arm
    assert thinned(whole, "x86_64") == intel
    assert thinned(arm, "arm64") == arm


def test_a_missing_processor_is_said() -> None:
    with pytest.raises(LookupError, match="arm64"):
        thinned(universal(x86_64=program("x86_64")), "arm64")
    with pytest.raises(LookupError, match="arm64"):
        thinned(program("x86_64"), "arm64")


def test_a_java_class_is_no_program_of_macos() -> None:
    assert is_macho(universal(arm64=program("arm64")))
    assert is_macho(program("arm64"))
    assert not is_macho(b"\xca\xfe\xba\xbe\0\0\0\x34")
    assert not is_macho(b"\x7fELF")


def test_programs_are_found_and_links_to_them_are_not(tmp_path: Path) -> None:
    (tmp_path / "florin").write_bytes(program("arm64"))
    (tmp_path / "link").symlink_to("florin")
    (tmp_path / "text").write_bytes(b"text")

    assert [path.name for path, _ in programs_in(tmp_path)] == ["florin"]
