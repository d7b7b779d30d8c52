"""What the programs for Windows load."""

import pytest

from bundle.windows_check import is_windows_own, missing


def test_what_lies_in_the_folder_is_there_whatever_its_letters() -> None:
    wanted = {"Qt6Gui.dll": ["QT6CORE.dll", "VCRUNTIME140.dll"], "vcruntime140.dll": []}

    assert missing({**wanted, "Qt6Core.dll": ["KERNEL32.dll"]}) == []


def test_a_library_that_nobody_brings_is_told_with_who_wants_it() -> None:
    assert missing({"Qt6Gui.dll": ["vcomp140.dll", "KERNEL32.dll"]}) == [
        ("Qt6Gui.dll", "vcomp140.dll")
    ]


@pytest.mark.parametrize(
    ("library", "is_own"),
    [
        ("kernel32.dll", True),
        ("api-ms-win-crt-heap-l1-1-0.dll", True),
        ("icuuc.dll", True),
        ("msvcp140.dll", False),
        ("libgcc_s_seh-1.dll", False),
        ("vulkan-1.dll", False),
    ],
)
def test_only_what_every_windows_has_counts_as_there(library: str, is_own: bool) -> None:
    assert is_windows_own(library) is is_own
