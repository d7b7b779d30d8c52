"""The installer's script, and what it is given."""

import re
import struct
from pathlib import Path, PurePosixPath

import pytest

from bundle.places import PACKAGING
from bundle.windows_setup import contents_of, definitions, paint_welcome, removal_of, size_of

SCRIPT = (PACKAGING / "windows" / "florin.nsi").read_text(encoding="utf-8")


def test_the_uninstaller_takes_away_what_was_installed_and_nothing_else() -> None:
    files = [PurePosixPath(name) for name in ("florin.exe", "site/pos/cli.py", "site/a.pyc")]

    assert removal_of(files).splitlines() == [
        r'Delete "$INSTDIR\florin.exe"',
        r'RMDir /r "$INSTDIR\site"',
    ]


def test_a_name_that_the_script_would_read_as_its_own_stops_the_build() -> None:
    with pytest.raises(SystemExit, match="odd"):
        removal_of([PurePosixPath("odd$name")])


def test_files_are_packed_in_the_same_order_whatever_the_disk_says() -> None:
    files = [PurePosixPath(name) for name in ("b/z.py", "a.dll", "b/a.py", "b/c/d.py")]

    told = contents_of(files, Path("/goods"))

    assert told == contents_of(reversed(files), Path("/goods"))
    assert told.splitlines() == [
        'SetOutPath "$INSTDIR"',
        'File "/goods/a.dll"',
        'SetOutPath "$INSTDIR\\b"',
        'File "/goods/b/a.py"',
        'File "/goods/b/z.py"',
        'SetOutPath "$INSTDIR\\b\\c"',
        'File "/goods/b/c/d.py"',
        'SetOutPath "$INSTDIR"',
    ]


def test_a_name_that_would_be_a_variable_is_refused() -> None:
    with pytest.raises(SystemExit, match="odd"):
        contents_of([PurePosixPath("site/odd$name")], Path("/goods"))


def test_the_program_folder_itself_is_never_removed_with_all_that_is_in_it() -> None:
    assert 'RMDir "$INSTDIR"' in SCRIPT
    assert not re.search(r'RMDir /r "\$INSTDIR"', SCRIPT)


def test_the_shops_data_goes_only_when_it_is_asked_for() -> None:
    lines = [line.strip() for line in SCRIPT.splitlines() if not line.strip().startswith(";")]
    removals = [line for line in lines if re.search("rmdir /[rs]", line, re.IGNORECASE)]

    assert removals == [
        r"""nsExec::Exec '"$SYSDIR\cmd.exe" /d /c rmdir /s /q "$LOCALAPPDATA\florin"'"""
    ]
    assert lines[lines.index(removals[0]) - 1] == "${If} $removes_data == ${BST_CHECKED}"


def test_a_junction_in_the_shops_folder_is_not_followed_as_the_installers_own_command_would() -> (
    None
):
    assert "RMDir /r" not in SCRIPT


def test_an_update_never_starts_the_uninstaller_of_another_program() -> None:
    start = SCRIPT.index("ExecWait")
    refusal = SCRIPT.index('"$(OF_ANOTHER)"')
    condition = SCRIPT[SCRIPT.rindex("ReadRegStr", 0, refusal) : refusal]

    assert refusal < start
    assert "Quit" in SCRIPT[refusal:start]
    assert '"InstallLocation"' in condition
    assert r'${AndIfNot} ${FileExists} "$INSTDIR\florin.exe"' in condition


def test_no_rights_are_asked_for_and_nothing_is_written_for_other_users() -> None:
    assert "RequestExecutionLevel user" in SCRIPT
    assert not re.search(r"^\s*Write\w+ HKLM", SCRIPT, re.MULTILINE)
    assert "SetShellVarContext all" not in SCRIPT


def test_starting_with_windows_is_off_until_it_is_chosen() -> None:
    assert 'Section /o "$(AUTOSTART)"' in SCRIPT
    assert 'Section /o "$(DESKTOP)"' in SCRIPT


def test_every_text_is_there_in_both_languages() -> None:
    texts = re.findall(r"^LangString (\w+) \$\{LANG_(\w+)\} \"(.+)\"$", SCRIPT, re.MULTILINE)
    english = {name for name, language, _ in texts if language == "ENGLISH"}
    german = {name for name, language, _ in texts if language == "GERMAN"}

    assert english == german
    assert set(re.findall(r"\$\(([A-Z_]+)\)", SCRIPT)) == english


def test_the_script_is_given_all_that_it_asks_for(tmp_path: Path) -> None:
    (tmp_path / "Florin").mkdir()
    given = definitions(tmp_path / "Florin", tmp_path / "florin.ico", tmp_path / "setup.exe")
    asked = {"VERSION", "NUMBERS", "GOODS", "OUTPUT", "ICON", "LICENCE", "NAMES", "SIZE_KB"}

    assert set(given) == asked | {"PYTHON_LIBRARY", "WELCOME"}
    assert all(f"${{{name}}}" in SCRIPT for name in given)


def test_the_pages_have_a_picture_of_the_size_that_they_have_room_for(tmp_path: Path) -> None:
    paint_welcome(tmp_path / "welcome.bmp")

    head = (tmp_path / "welcome.bmp").read_bytes()[:30]
    kind, width, height, bits = struct.unpack_from("<2s16xii2xH", head)
    assert (kind, width, height, bits) == (b"BM", 164, 314, 24)


def test_a_folders_size_is_that_of_all_its_files(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "one").write_bytes(bytes(1000))
    (tmp_path / "deep" / "two").write_bytes(bytes(24))

    assert size_of(tmp_path) == 1024
