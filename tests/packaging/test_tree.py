"""The program's folder of modules."""

import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path, PurePosixPath

from bundle import tree
from bundle.bytecode import compile_folder
from bundle.places import version


def packages(folder: Path) -> Path:
    """A folder of packages as uv leaves it: one package, and what is not wanted."""
    (folder / "bread" / "tests").mkdir(parents=True)
    (folder / "bread" / "__init__.py").write_text("LOAVES = 3\n", encoding="utf-8")
    (folder / "bread" / "tests" / "test_bread.py").write_text("", encoding="utf-8")
    return folder


def test_the_program_its_resources_and_what_is_used_of_packages_lie_side_by_side(
    tmp_path: Path,
) -> None:
    site = tmp_path / "site"

    tree.fill(site, packages(tmp_path / "wheels"))

    assert (site / "bread" / "__init__.py").is_file()
    assert not (site / "bread" / "tests").exists()
    assert (site / "pos" / "__main__.py").is_file()
    assert (site / "resources" / "icons" / "florin.svg").is_file()
    assert not list(site.rglob("__pycache__"))


def test_the_program_knows_its_own_version_where_nothing_is_installed(tmp_path: Path) -> None:
    site = tmp_path / "site"

    tree.fill(site, packages(tmp_path / "wheels"))

    found = next(iter(distribution("florin").discover(name="florin", path=[str(site)])))
    assert found.version == version()


def test_packages_become_bytecode_and_the_till_keeps_its_sources(tmp_path: Path) -> None:
    for name in ("bread", "pos"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("LOAVES = 3\n", encoding="utf-8")

    assert compile_folder(tmp_path) == 2

    assert [path.name for path in (tmp_path / "bread").iterdir()] == ["__init__.pyc"]
    assert sorted(path.name for path in (tmp_path / "pos").iterdir()) == [
        "__init__.py",
        "__pycache__",
    ]


def test_bytecode_is_used_whatever_the_time_of_its_source(tmp_path: Path) -> None:
    (tmp_path / "bread").mkdir()
    (tmp_path / "bread" / "__init__.py").write_text("print(3)\n", encoding="utf-8")
    compile_folder(tmp_path)

    flags = (tmp_path / "bread" / "__init__.pyc").read_bytes()[4:8]
    said = subprocess.run(
        [sys.executable, "-c", "import bread"], cwd=tmp_path, capture_output=True, check=True
    )

    assert int.from_bytes(flags, "little") == 1  # PEP 552: by hash, unchecked
    assert said.stdout == b"3\n"


def test_every_file_bears_the_one_time_and_a_plain_mode(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    program, text = tmp_path / "bin" / "florin", tmp_path / "README.txt"
    program.write_bytes(b"")
    program.chmod(0o770)
    text.write_bytes(b"")
    text.chmod(0o600)
    (tmp_path / "link").symlink_to("README.txt")

    tree.settle(tmp_path, 1_000_000_000)

    assert program.stat().st_mode & 0o777 == 0o755
    assert text.stat().st_mode & 0o777 == 0o644
    times = {path.lstat().st_mtime for path in (tmp_path, *tmp_path.rglob("*"))}
    assert times == {1_000_000_000}


def test_files_are_listed_in_the_same_order_everywhere(tmp_path: Path) -> None:
    for name in ("b/z.txt", "a.txt", "b.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")

    assert list(tree.files_of(tmp_path)) == [
        PurePosixPath("a.txt"),
        PurePosixPath("b/z.txt"),
        PurePosixPath("b.txt"),
    ]


def test_english_is_spoken_besides_the_languages_of_the_catalogues() -> None:
    assert {"de", "en"} <= tree.languages()
    assert all(len(language) in (2, 3) for language in tree.languages())
