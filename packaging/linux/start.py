"""What the frozen program runs first."""

import os
from pathlib import Path

_OF_THE_SYSTEM = (
    "/etc/ssl/certs/ca-certificates.crt",  # Debian, Ubuntu, Arch
    "/etc/pki/tls/certs/ca-bundle.crt",  # Fedora
    "/etc/ssl/ca-bundle.pem",  # openSUSE
)
"""The roots of trust its owner chose, which the frozen OpenSSL would not find by itself."""


def roots() -> str:
    """The system's roots of trust, or those that came with the program."""
    for place in _OF_THE_SYSTEM:
        if Path(place).is_file():
            return place
    import certifi

    return certifi.where()


if "SSL_CERT_FILE" not in os.environ and "SSL_CERT_DIR" not in os.environ:
    os.environ["SSL_CERT_FILE"] = roots()

from pos.__main__ import main  # noqa: E402 - TLS reads its settings when it is imported

main()
