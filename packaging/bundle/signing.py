"""Windows' signatures, where a key is given: what is built calls this, and goes on without one.

`packaging/signing/sign-windows.sh` says where the key comes from.
"""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from bundle.places import PACKAGING

SCRIPT: Final = PACKAGING / "signing" / "sign-windows.sh"
_KEYS: Final = ("SIGN_WINDOWS_PKCS12", "SIGN_WINDOWS_KEY")


def sign_windows(*files: Path) -> None:
    """Sign programs or installers in their place; without a key one line says that it was skipped.

    A signature that cannot be made or does not hold stops the build.
    """
    subprocess.run([str(SCRIPT), *map(str, files)], check=True)


def windows_hook(environment: Mapping[str, str] = os.environ) -> str:
    """The command by which the installer's maker signs the uninstaller, "" without a key."""
    return str(SCRIPT) if any(environment.get(name) for name in _KEYS) else ""
