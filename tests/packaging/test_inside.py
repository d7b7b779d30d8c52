"""Parts that came inside others: libraries of packages, and fonts."""

from pathlib import Path

import pytest
import zmq

from bundle.inside import LIBZMQ, brought_into, fonts_in
from bundle.places import ROOT

FONTS = ROOT / "resources" / "fonts"


def test_every_font_of_the_program_is_named_with_its_version_and_licence() -> None:
    told = {part.name: part for part in fonts_in(FONTS)}

    assert {name: part.licence for name, part in told.items()} == {
        "inter": "OFL-1.1",
        "dejavu-sans-mono": "Bitstream-Vera AND LicenseRef-Arev-Fonts",
    }
    assert told["dejavu-sans-mono"].version == "2.37"
    assert told["inter"].version.startswith(("3.", "4."))


def test_a_font_whose_licence_nobody_looked_up_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "Comic-Regular.ttf").write_bytes(b"")

    with pytest.raises(SystemExit, match="Comic"):
        fonts_in(tmp_path)


@pytest.mark.parametrize(
    ("place", "content", "told"),
    [
        ("PySide6/Qt/lib/libQt6Core.so.6", b"\x006.11.3\0", ("qt", "6.11.3")),
        ("PySide6/Qt6Core.dll", b"\x006.11.3\0", ("qt", "6.11.3")),
        ("PySide6/Qt/lib/libicuuc.so.73", b"ICU 73.2\0", ("icu", "73.2")),
        ("pyzmq.libs/libsodium-6c8f8377.so.26.4.0", b"\x001.0.22\0", ("libsodium", "1.0.22")),
    ],
)
def test_a_library_inside_a_package_is_named_with_its_version(
    tmp_path: Path, place: str, content: bytes, told: tuple[str, str]
) -> None:
    (tmp_path / place).parent.mkdir(parents=True)
    (tmp_path / place).write_bytes(content)

    assert [(part.name, part.version) for part in brought_into(tmp_path)] == [told]


def test_the_version_of_libzmq_is_that_which_the_pinned_package_carries(tmp_path: Path) -> None:
    (tmp_path / "zmq").mkdir()

    assert [(part.name, part.version) for part in brought_into(tmp_path)] == [("libzmq", LIBZMQ)]
    assert zmq.zmq_version() == LIBZMQ
