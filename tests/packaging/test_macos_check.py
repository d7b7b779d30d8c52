"""Whether a Mac would find everything an app asks for."""

from pathlib import Path

import pytest

from bundle.macos_check import findings
from tests.packaging.macho_made import SIGNED, loads, looks_in, program, runs_on, universal

SYSTEM = loads("/usr/lib/libSystem.B.dylib")


@pytest.fixture
def app(tmp_path: Path) -> Path:
    """An app with a launcher and a library, both in order."""
    contents = tmp_path / "Florin.app" / "Contents"
    for folder in ("MacOS", "Resources/lib"):
        (contents / folder).mkdir(parents=True)
    (contents / "MacOS" / "florin").write_bytes(program("arm64", SYSTEM, runs_on(11, 0), SIGNED))
    library = program("arm64", SYSTEM, looks_in("@loader_path/../lib"), runs_on(13, 0), SIGNED)
    (contents / "Resources" / "lib" / "one.so").write_bytes(library)
    return contents.parent


def told(app: Path) -> list[str]:
    return list(findings(app, "arm64", (13, 0)))


def put(app: Path, content: bytes) -> None:
    (app / "Contents" / "Resources" / "lib" / "two.so").write_bytes(content)


def test_nothing_is_found_in_an_app_that_is_in_order(app: Path) -> None:
    put(app, program("arm64", loads("@rpath/one.so"), looks_in("@loader_path"), SIGNED))

    assert told(app) == []


@pytest.mark.parametrize(
    "need", ["@rpath/none.so", "@loader_path/none.so", "@executable_path/none", "/opt/lib/one.so"]
)
def test_a_library_that_is_nowhere_is_found_out(app: Path, need: str) -> None:
    put(app, program("arm64", loads(need), looks_in("@loader_path"), SIGNED))

    assert told(app) == [
        f"Contents/Resources/lib/two.so: {need} is neither in the app nor in the system"
    ]


def test_a_library_beside_the_launcher_is_found(app: Path) -> None:
    put(app, program("arm64", loads("@executable_path/florin"), SIGNED))

    assert told(app) == []


def test_a_newer_system_than_promised_is_found_out(app: Path) -> None:
    put(app, program("arm64", runs_on(15, 0), SIGNED))

    assert told(app) == ["Contents/Resources/lib/two.so: needs macOS 15.0"]


def test_a_missing_signature_is_found_out_where_it_matters(app: Path) -> None:
    put(app, program("arm64", SYSTEM))

    assert "bears no signature" in told(app)[0]


def test_the_wrong_and_the_superfluous_processor_are_found_out(app: Path) -> None:
    put(app, program("x86_64"))
    assert told(app) == ["Contents/Resources/lib/two.so: it has no part for arm64"]

    put(app, universal(arm64=program("arm64", SIGNED), x86_64=program("x86_64")))
    assert "carries the part of another processor" in told(app)[0]


def test_a_link_out_of_the_app_is_found_out(app: Path) -> None:
    (app / "Contents" / "Applications").symlink_to("/Applications")

    assert told(app) == ["Contents/Applications: leads nowhere, or out of the app"]
