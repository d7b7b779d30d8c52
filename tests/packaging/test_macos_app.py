"""Florin.app, as far as it can be made anywhere."""

import plistlib
import re
from pathlib import Path

from bundle.macos_app import described, mend_framework
from bundle.places import PACKAGING, version


def test_the_system_reads_what_the_app_is_and_needs() -> None:
    told = plistlib.loads(plistlib.dumps(described((15, 0), "arm64")))

    assert told["CFBundleExecutable"] == "florin"
    assert told["CFBundleShortVersionString"] == version()
    assert told["LSMinimumSystemVersion"] == "15.0"
    assert told["LSArchitecturePriority"] == ["arm64"]
    assert told["NSHighResolutionCapable"] is True
    assert "de" in told["CFBundleLocalizations"]


def test_the_app_asks_for_the_network_of_the_shop_and_no_microphone_camera_or_place() -> None:
    asked = [key for key in described((15, 0), "arm64") if key.endswith("UsageDescription")]

    assert asked == ["NSLocalNetworkUsageDescription"]


def test_a_framework_gets_back_the_links_its_wheel_lost(tmp_path: Path) -> None:
    framework = tmp_path / "QtCore.framework"
    inside = framework / "Versions" / "A"
    for folder in (inside / "Resources", framework / "Resources"):
        folder.mkdir(parents=True)
        (folder / "Info.plist").write_text("<plist/>", encoding="utf-8")
    (inside / "QtCore").write_bytes(b"code")

    mend_framework(framework)

    assert (framework / "QtCore").read_bytes() == b"code"
    assert (framework / "Resources").is_symlink()
    assert (framework / "Resources" / "Info.plist").is_file()
    assert (framework / "Versions" / "Current").readlink() == Path("A")


def test_the_entitlements_are_those_that_the_program_needs_and_no_more() -> None:
    told = plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes())

    assert set(told) == {
        "com.apple.security.cs.allow-unsigned-executable-memory",
        "com.apple.security.cs.disable-library-validation",
    }


def test_the_launcher_looks_where_the_app_puts_things() -> None:
    launcher = (PACKAGING / "macos" / "launcher.c").read_text(encoding="utf-8")

    places = set(re.findall(r"Resources/[\w/.-]+", launcher))

    assert places == {
        "Resources/python/bases/lib/Python",
        "Resources/python/stdlib",
        "Resources/python/lib-dynload",
        "Resources/lib",
        "Resources/lib/florin_start.pyc",
    }
