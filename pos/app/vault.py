"""The system's own keyring, which keeps passphrases where the shop wants it to."""

from pos.domain.errors import Refused

_SERVICE = "florin"


def recalled(name: str) -> str:
    """What is kept under this name; may wait for its owner, whom the system asks.

    Raises Refused where nothing is kept, or where there is no keyring, as on most servers.
    """
    from keyring import get_password  # noqa: PLC0415 - 60 ms, and few shops need it
    from keyring.errors import KeyringError  # noqa: PLC0415

    try:
        passphrase = get_password(_SERVICE, name)
    except KeyringError as why:
        raise _refused(why) from why
    if passphrase is None:
        raise Refused("no_passphrase", "The system's keyring has no passphrase of this wallet")
    return passphrase


def remember(name: str, passphrase: str) -> None:
    """Keep it. Raises Refused where there is no keyring."""
    from keyring import set_password  # noqa: PLC0415 - as above
    from keyring.errors import KeyringError  # noqa: PLC0415

    try:
        set_password(_SERVICE, name, passphrase)
    except KeyringError as why:
        raise _refused(why) from why


def _refused(why: Exception) -> Refused:
    return Refused("no_keyring", f"The system's keyring cannot be used ({type(why).__name__})")
