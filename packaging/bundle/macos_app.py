"""Florin.app: the folder that macOS calls a program.

    Contents/MacOS/florin            our launcher, for one processor
    Contents/Resources/lib/          the program's modules and packages, Qt as frameworks
    Contents/Resources/python/       Python: its library, its compiled modules, its standard library
    Contents/Resources/licences/     the licences of all parts, and sbom.cdx.json beside it

Every library stays where its publisher's references expect it, byte by byte as published (only
the part for the other processor is left out), so that the signatures in them go on holding.
"""

import plistlib
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from bundle import icons, macho, stamp, stdlib, tree
from bundle.places import PACKAGING, version
from bundle.wheels import Target

NAME: Final = "Florin.app"
_SOURCES: Final = PACKAGING / "macos"
_SIZES: Final = (16, 32, 64, 128, 256, 512, 1024)
_PYTHON_LIBRARIES: Final = ("Python", "libcrypto.3.dylib", "libssl.3.dylib")


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """What an app is made of; `cpu` is arm64 or x86_64."""

    target: Target
    cpu: str
    packages: Path
    python: Path
    """A folder with freeze-core's wheel for macOS."""


def build(app: App, folder: Path) -> Path:
    """Make Florin.app in a folder, all but what names its parts; returns where."""
    contents = folder / NAME / "Contents"
    resources = contents / "Resources"
    tree.fill(resources / "lib", app.packages)
    shutil.copyfile(_SOURCES / "start.py", resources / "lib" / "florin_start.py")
    stamp.stamp(resources / "lib")
    _put_python(app.python / "freeze_core", resources / "python")
    for modules in (resources / "lib", resources / "python" / "stdlib"):
        tree.compile_modules(modules)
    for framework in sorted((resources / "lib" / "PySide6" / "Qt" / "lib").glob("*.framework")):
        mend_framework(framework)
    for path, content in list(macho.programs_in(contents)):
        path.write_bytes(macho.thinned(content, app.cpu))
        path.chmod(0o755)
    oldest = max(macho.read(content).system for _, content in macho.programs_in(contents))
    _compile_launcher(app.cpu, oldest, contents / "MacOS" / "florin")
    (resources / "florin.icns").write_bytes(icons.icns(icons.pictures(_SIZES)))
    (contents / "Info.plist").write_bytes(plistlib.dumps(described(oldest, app.cpu)))
    (contents / "PkgInfo").write_text("APPL????", encoding="ascii")
    return folder / NAME


def described(oldest: macho.Version, cpu: str) -> dict[str, object]:
    """Info.plist: what Finder and the system read of the app."""
    return {
        "CFBundleDevelopmentRegion": "en",
        "CFBundleDisplayName": "Florin",
        "CFBundleExecutable": "florin",
        "CFBundleIconFile": "florin.icns",
        "CFBundleIdentifier": "florin.till",
        "CFBundleInfoDictionaryVersion": "6.0",
        "CFBundleLocalizations": sorted(tree.languages()),
        "CFBundleName": "Florin",
        "CFBundlePackageType": "APPL",
        "CFBundleShortVersionString": version(),
        "CFBundleVersion": version(),
        "LSApplicationCategoryType": "public.app-category.business",
        "LSArchitecturePriority": [cpu],
        "LSMinimumSystemVersion": ".".join(map(str, oldest)),
        "NSHighResolutionCapable": True,
        # macOS 15 asks the user, with these words, before a program may reach a machine nearby
        "NSLocalNetworkUsageDescription": "Florin asks your own nodes about payments.",
        "NSHumanReadableCopyright": "Copyright The Florin authors, MIT licence",
        "NSPrincipalClass": "NSApplication",
        "NSSupportsAutomaticGraphicsSwitching": True,
    }


def mend_framework(framework: Path) -> None:
    """Give a framework back its links, which a wheel cannot hold; codesign insists on them."""
    name = framework.name.removesuffix(".framework")
    for path in framework.iterdir():
        if path.name != "Versions":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    (framework / "Versions" / "Current").symlink_to("A")
    (framework / name).symlink_to(PurePosixPath("Versions", "Current", name))
    (framework / "Resources").symlink_to("Versions/Current/Resources")


def _put_python(published: Path, target: Path) -> None:
    """Python's parts, in the places from which they look for each other."""
    stdlib.copy_sources(target / "stdlib")
    stdlib.write_settings(target / "stdlib", "_sysconfigdata__darwin_darwin", "darwin")
    (target / "lib-dynload").mkdir()
    for path in sorted((published / "lib").glob("*.so")):
        if stdlib.is_wanted(path.name.partition(".")[0]):
            shutil.copyfile(path, target / "lib-dynload" / path.name)
    (target / "bases" / "lib").mkdir(parents=True)
    for name in _PYTHON_LIBRARIES:
        shutil.copyfile(published / "bases" / "lib" / name, target / "bases" / "lib" / name)


def _compile_launcher(cpu: str, oldest: macho.Version, target: Path) -> None:
    target.parent.mkdir()
    zig = {"arm64": "aarch64", "x86_64": "x86_64"}[cpu]
    major, minor = oldest
    subprocess.run(
        [
            sys.executable, "-m", "ziglang", "cc", "-target", f"{zig}-macos.{major}.{minor}",
            "-O2", "-s", "-Wall", "-Werror", "-Wno-deprecated", "-o", target,
            _SOURCES / "launcher.c",
        ],
        check=True,
    )  # fmt: skip
    target.chmod(0o755)
