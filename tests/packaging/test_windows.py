"""The program's folder for Windows."""

from pathlib import Path

from bundle.places import REQUIREMENTS
from bundle.windows import drop_runtimes, used

PINS = """\
aiohttp==3.14.5 \\
    --hash=sha256:00
pywin32==312 ; sys_platform == 'win32' \\
    --hash=sha256:01
zxing-cpp==3.1.1 \\
    --hash=sha256:02
    # via florin (pyproject.toml)
"""


def test_every_pinned_package_goes_in_but_the_one_for_named_pipes() -> None:
    assert used(PINS) == ["aiohttp", "zxing-cpp"]


def test_windows_password_store_comes_along() -> None:
    names = used(REQUIREMENTS.read_text(encoding="utf-8"))

    assert {"keyring", "pywin32-ctypes", "pyside6-essentials", "shiboken6"} <= set(names)
    assert "pywin32" not in names


def test_packages_keep_no_runtime_of_their_own(tmp_path: Path) -> None:
    for name in ("PySide6/msvcp140.dll", "PySide6/Qt6Core.dll", "shiboken6/vcruntime140_1.dll"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")

    drop_runtimes(tmp_path)

    left = [path.name for path in tmp_path.rglob("*.dll")]
    assert left == ["Qt6Core.dll"]
