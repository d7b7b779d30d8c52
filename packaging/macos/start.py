"""What the app runs first."""

import os
import sys

import certifi

# this Python would look for roots of trust where its publisher installs them
if "SSL_CERT_FILE" not in os.environ and "SSL_CERT_DIR" not in os.environ:
    os.environ["SSL_CERT_FILE"] = certifi.where()

sys.argv[0] = sys.executable  # what it calls itself in its help

from pos.__main__ import main  # noqa: E402 - TLS reads its settings when it is imported

main()
