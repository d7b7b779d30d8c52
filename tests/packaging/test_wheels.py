"""Which pins go to which system."""

import pytest

from bundle.places import PACKAGING, REQUIREMENTS, TOOLS
from bundle.wheels import replaced, stanza

PINS = """\
attrs==26.1.0 \\
    --hash=sha256:00
    # via aiohttp
ckzg==2.1.8 \\
    --hash=sha256:01 \\
    --hash=sha256:02
click==8.5.1 ; sys_platform == 'win32' \\
    --hash=sha256:03
"""


def test_one_package_is_found_with_all_its_hashes() -> None:
    assert stanza(PINS, "ckzg") == (
        "ckzg==2.1.8 \\\n    --hash=sha256:01 \\\n    --hash=sha256:02\n"
    )


def test_a_condition_of_a_pin_comes_with_it() -> None:
    assert stanza(PINS, "click").startswith("click==8.5.1 ; sys_platform == 'win32'")


def test_a_package_that_is_not_pinned_is_no_package() -> None:
    with pytest.raises(LookupError, match="zope"):
        stanza(PINS, "zope")


def test_another_pin_takes_the_place_of_its_namesake_only() -> None:
    found = replaced(PINS, "# why\nckzg==2.1.5 \\\n    --hash=sha256:99\n")

    assert "ckzg==2.1.5 \\\n    --hash=sha256:99\n" in found
    assert "2.1.8" not in found
    assert "attrs==26.1.0" in found


def test_the_pins_for_intel_macs_replace_real_ones() -> None:
    pins = REQUIREMENTS.read_text(encoding="utf-8")

    found = replaced(pins, (PACKAGING / "macos" / "intel.txt").read_text(encoding="utf-8"))

    assert found != pins


def test_macos_python_is_among_the_pinned_tools() -> None:
    assert "--hash=sha256:" in stanza(TOOLS.read_text(encoding="utf-8"), "freeze-core")
