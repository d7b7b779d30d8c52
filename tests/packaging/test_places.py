"""Where the build writes, and the list of what it wrote."""

import subprocess
from pathlib import Path

import pytest

from bundle.places import demand_python, version, write_sums


def test_the_sums_are_those_that_sha256sum_compares(tmp_path: Path) -> None:
    (tmp_path / "florin.deb").write_bytes(b"deb")
    (tmp_path / "another.zip").write_bytes(b"zip")

    write_sums(tmp_path)
    write_sums(tmp_path)  # its own list is not listed

    done = subprocess.run(
        ["sha256sum", "--check", "SHA256SUMS"], cwd=tmp_path, capture_output=True, check=True
    )
    assert done.stdout == b"another.zip: OK\nflorin.deb: OK\n"


def test_the_version_is_that_of_the_project() -> None:
    assert version()[0].isdecimal()


def test_another_python_than_the_one_inside_cannot_build() -> None:
    with pytest.raises(SystemExit, match="Python"):
        demand_python((2, 7))
