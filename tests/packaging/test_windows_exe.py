"""The two programs that Windows starts."""

import re
from xml.etree.ElementTree import parse

import pytest

from bundle.places import PACKAGING
from bundle.windows_exe import PROGRAMS, Program, definition_of, header_of, numbers_of

WINDOWS = PACKAGING / "windows"


@pytest.mark.parametrize(
    ("version", "numbers"),
    [("0.1.0", (0, 1, 0, 0)), ("1.2", (1, 2, 0, 0)), ("2.0.13rc1", (2, 0, 13, 0))],
)
def test_a_version_is_counted_as_windows_counts(
    version: str, numbers: tuple[int, int, int, int]
) -> None:
    assert numbers_of(version) == numbers


def test_a_version_without_a_number_stops_the_build() -> None:
    with pytest.raises(SystemExit, match="no version"):
        numbers_of("latest")


def test_the_resource_knows_name_and_version() -> None:
    told = header_of(Program(name="florin-cli", what="Florin's command line"), "1.2.3")

    assert "#define FLORIN_NUMBERS 1,2,3,0\n" in told
    assert '#define FLORIN_VERSION "1.2.3"\n' in told
    assert '#define FLORIN_NAME "florin-cli"\n' in told


def test_the_resource_asks_for_nothing_that_it_is_not_given() -> None:
    script = (WINDOWS / "florin.rc").read_text(encoding="utf-8")
    told = header_of(PROGRAMS[0], "1.2.3")

    assert set(re.findall(r"\bFLORIN_[A-Z]+", script)) == set(re.findall(r"\bFLORIN_[A-Z]+", told))


def test_one_program_has_a_console_and_one_has_none() -> None:
    flags = {program.name: program.flags for program in PROGRAMS}

    assert set(flags) == {"florin", "florin-cli"}
    assert "-mwindows" in flags["florin"]
    assert "-mconsole" in flags["florin-cli"]


def test_calls_are_passed_on_under_their_own_names() -> None:
    told = definition_of(["Py_Main", "PyErr_Clear"], "python313.dll")

    assert told.splitlines() == [
        "LIBRARY python3",
        "EXPORTS",
        "    Py_Main = python313.Py_Main",
        "    PyErr_Clear = python313.PyErr_Clear",
    ]


def test_windows_is_told_what_the_programs_can_do() -> None:
    said = {
        element.tag.rpartition("}")[2]: element.text or element.attrib.get("level")
        for element in parse(WINDOWS / "florin.manifest").iter()  # noqa: S314 - our own file
    }

    assert said["requestedExecutionLevel"] == "asInvoker"
    assert said["dpiAwareness"] == "PerMonitorV2"
    assert said["longPathAware"] == "true"
    assert said["activeCodePage"] == "UTF-8"


def test_nothing_but_the_program_and_windows_is_searched_for_libraries_and_modules() -> None:
    launcher = (WINDOWS / "launcher.c").read_text(encoding="utf-8")

    assert 'L"-I"' in launcher
    assert 'SetDllDirectoryW(L"")' in launcher
    assert "LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS" in launcher
    assert "LOAD_WITH_ALTERED_SEARCH_PATH" not in launcher  # would look along PATH, too


def test_the_launcher_starts_the_module_that_is_laid_beside_the_packages() -> None:
    launcher = (WINDOWS / "launcher.c").read_text(encoding="utf-8")
    build = (PACKAGING / "bundle" / "windows.py").read_text(encoding="utf-8")

    assert "import florin_start; florin_start.main()" in launcher
    assert '"florin_start.py"' in build
