"""What wixl is told, and what is made the same in what it makes."""

import struct
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID
from xml.etree.ElementTree import Element

import pytest

from bundle.msi_summary import places_of, settle
from bundle.tree import files_of
from bundle.windows_msi import UPGRADE_CODE, product_code, source_of

KIND = UUID("f29f85e0-4ff9-1068-ab91-08002b27b3d9").bytes_le
NOW = int(datetime(2026, 11, 21, tzinfo=UTC).timestamp())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    program = tmp_path / "Florin"
    for name in ("florin.exe", "site/pos/cli.py", "site/pos/__pycache__/cli.pyc", "DLLs/_ssl.pyd"):
        path = program / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return program


def told(folder: Path, version: str = "1.2.3") -> Element:
    return source_of(folder, folder.parent / "florin.ico", version)


def test_an_update_is_known_for_ever_by_the_same_code() -> None:
    assert str(UPGRADE_CODE) == "06fc0613-42cd-5303-a6b7-b7c9cbb49ecc"


def test_the_same_folder_is_the_same_product(folder: Path) -> None:
    assert product(folder) == product(folder)


def test_another_byte_is_another_product(folder: Path) -> None:
    before = product(folder)

    (folder / "florin.exe").write_text("another", encoding="utf-8")

    assert product(folder) != before


def test_another_version_is_another_product(folder: Path) -> None:
    assert product(folder, "1.2.3") != product(folder, "1.2.4")


def test_every_file_is_in_it_once(folder: Path) -> None:
    sources = [each.attrib["Source"] for each in told(folder).iter("File")]

    assert sorted(sources) == sorted(f"Florin/{path}" for path in files_of(folder))


def test_nothing_has_the_name_of_another(folder: Path) -> None:
    for kind in ("File", "Directory", "Component", "RemoveFolder"):
        ids = [each.attrib["Id"] for each in told(folder).iter(kind)]
        assert len(ids) == len(set(ids)) > 0


def test_every_component_is_installed(folder: Path) -> None:
    source = told(folder)
    known = {each.attrib["Id"] for each in source.iter("Component")}

    assert {each.attrib["Id"] for each in source.iter("ComponentRef")} == known


def test_every_folder_is_taken_away_again(folder: Path) -> None:
    kept = {
        place.attrib["Id"]
        for place in told(folder).iter("Directory")
        if place.find("Component/RemoveFolder") is None
    }

    assert kept == {"TARGETDIR", "LocalAppDataFolder", "LocalPrograms", "ProgramMenuFolder"}


def test_it_is_for_one_user_and_asks_for_no_rights(folder: Path) -> None:
    (package,) = told(folder).iter("Package")
    roots = {each.attrib["Root"] for each in told(folder).iter("RegistryValue")}

    assert package.attrib["InstallScope"] == "perUser"
    assert roots == {"HKCU"}


def test_chance_and_the_time_of_day_are_written_over(tmp_path: Path) -> None:
    package = tmp_path / "florin.msi"
    package.write_bytes(b"before" + summary(b"{00000000-1111-2222-3333-444444444444}\0") + b"after")

    settle(package, UPGRADE_CODE, NOW)

    content = package.read_bytes()
    places = places_of(content)
    assert content[places[9] + 8 :].startswith(b"{06FC0613-42CD-5303-A6B7-B7C9CBB49ECC}\0")
    for number in (12, 13):
        (at,) = struct.unpack_from("<Q", content, places[number] + 4)
        assert at == (NOW + 11_644_473_600) * 10_000_000
    assert content.startswith(b"before")
    assert content.endswith(b"after")


def test_what_is_no_msi_is_refused(tmp_path: Path) -> None:
    package = tmp_path / "florin.msi"
    package.write_bytes(b"MZ")

    with pytest.raises(ValueError, match="no MSI"):
        settle(package, UPGRADE_CODE, NOW)


def test_an_id_of_another_length_is_refused(tmp_path: Path) -> None:
    package = tmp_path / "florin.msi"
    package.write_bytes(summary(b"{short}\0"))

    with pytest.raises(ValueError, match="not as long"):
        settle(package, UPGRADE_CODE, NOW)


def test_a_value_of_another_kind_is_refused(tmp_path: Path) -> None:
    package = tmp_path / "florin.msi"
    content = summary(b"{00000000-1111-2222-3333-444444444444}\0")
    package.write_bytes(content.replace(struct.pack("<IQ", 0x40, 7), struct.pack("<IQ", 0x14, 7)))

    with pytest.raises(ValueError, match="type 0x14"):
        settle(package, UPGRADE_CODE, NOW)


def product(folder: Path, version: str = "1.2.3") -> UUID:
    return product_code(folder, list(files_of(folder)), version)


def summary(code: bytes) -> bytes:
    """A summary as [MS-OLEPS] describes it, with the three values that matter."""
    values = {
        9: struct.pack("<II", 0x1E, len(code)) + code,
        12: struct.pack("<IQ", 0x40, 7),
        13: struct.pack("<IQ", 0x40, 7),
    }
    directory, body = b"", b""
    at = 8 + 8 * len(values)
    for number, value in values.items():
        directory += struct.pack("<II", number, at + len(body))
        body += value
    section = struct.pack("<II", at + len(body), len(values)) + directory + body
    head = struct.pack("<HHI", 0xFFFE, 0, 2) + bytes(16) + struct.pack("<I", 1)
    return head + KIND + struct.pack("<I", 48) + section
