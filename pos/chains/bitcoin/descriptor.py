"""What the owner gave as their wallet: an account's extended public key, or a descriptor.

Sources: BIP32; BIP44, BIP49, BIP84 and BIP86 (the paths of accounts); SLIP-132 (ypub, zpub and
their kin); BIP380 to BIP386 and BIP389 (descriptors, their checksum, `<0;1>`). What is refused is
never repeated: the text may be a secret, and even a public key tells all of a shop's income.
"""

import re
from dataclasses import dataclass
from typing import Final

from pos.chains.bitcoin.network import NETWORKS, TPUB, XPUB, Network, Script
from pos.chains.wally import wallycore
from pos.chains.xpub import child_of, refuse_address, refuse_secret
from pos.domain.errors import Refused

PURPOSES: Final = {Script.PKH: 44, Script.SH_WPKH: 49, Script.WPKH: 84, Script.TR: 86}
"""The first step of the path of an account whose addresses are of this kind."""

_FORM: Final = re.compile(
    r"(?P<script>pkh|wpkh|sh\(wpkh|tr)\("
    r"(\[(?P<origin>[0-9a-fA-F]{8}(/[0-9]+[h'H]?)*)\])?"
    r"(?P<key>\w+)"
    r"(?P<path>(/([0-9]+|<[0-9]+(;[0-9]+)+>))*)/\*"
    r"\)\)?(#\w*)?"
)
_HARDENED: Final = 1 << 31
_SERIALIZED: Final = 78
_VERSION: Final = 4
_RECEIVING: Final = 0
"""The branch of an account whose addresses are shown to others; 1 is for change."""
_ACCOUNT_DEPTHS: Final = frozenset({1, 3})
"""m/84'/0'/0' as BIP44 has it, and m/0' as Electrum's own seeds have it: both have branches."""
_BRANCH_DEPTH: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Descriptor:
    """One key's addresses: `key` as the owner gave it, then `path` down to the branch.

    `origin` is the way from the owner's seed to the key ("d34db33f/84h/0h/0h"), "" if they did not
    tell. `is_guess`: nothing said what kind of script it is for, so the usual one was taken.
    """

    script: Script
    key: object
    path: tuple[int, ...]
    origin: str = ""
    is_guess: bool = False

    def branch(self) -> object:
        """The key whose children are the addresses."""
        key = self.key
        for step in self.path:
            key = child_of(key, step)
        return key

    def text(self) -> str:
        """The descriptor with its checksum, as other wallets import it. It tells all income."""
        key = wallycore.bip32_key_to_base58(self.key, wallycore.BIP32_FLAG_KEY_PUBLIC)
        origin = f"[{self.origin}]" if self.origin else ""
        steps = "".join(f"/{step}" for step in self.path)
        opening = self.script.rstrip(")")
        bare = f"{opening}({origin}{key}{steps}/*)" + ")" * opening.count("(")
        network = _wally_network(key)
        parsed = wallycore.descriptor_parse(bare, None, network, 0)
        return f"{bare}#{wallycore.descriptor_get_checksum(parsed, 0)}"

    def first_path(self, network: Network) -> str:
        """The path of address 0 from the owner's seed, as far as it is known or usual."""
        tail = "/".join(str(step) for step in (*self.path, 0))
        if self.origin:
            return "/".join(["m", *self.origin.split("/")[1:], tail]).replace("h", "'")
        account = wallycore.bip32_key_get_child_num(self.key) - _HARDENED
        if wallycore.bip32_key_get_depth(self.key) not in _ACCOUNT_DEPTHS or account < 0:
            return f"…/{tail}"
        if wallycore.bip32_key_get_depth(self.key) == 1:
            return f"m/{account}'/{tail}"
        return f"m/{PURPOSES[self.script]}'/{network.bip44_coin}'/{account}'/{tail}"


def parse_descriptor(text: str, network: Network, script: Script | None = None) -> Descriptor:
    """What a key or a descriptor means on a network; `script` as the owner set it, if they did.

    A bare xpub (tpub, Ltub, dgub) does not tell the kind of its addresses: then it is P2WPKH where
    the chain has that, else P2PKH. Raises Refused, with what to correct.
    """
    text = text.strip()
    refuse_secret(text)
    found = _of_text(text, network) if "(" in text else _of_key(text, network, script)
    if script not in {None, found.script}:
        raise Refused(
            "invalid_key",
            f"The key says that its addresses are of the kind {found.script}, but the setting says "
            f"{script}. Leave the setting away, or export the other key.",
        )
    if not _is_known(found.script, network):
        raise Refused("invalid_key", f"{network.title} has no addresses of the kind {found.script}")
    return found


def _of_text(text: str, network: Network) -> Descriptor:
    shape = _FORM.fullmatch(text)
    if shape is None:
        raise Refused(
            "invalid_key",
            "Florin does not know this kind of descriptor, or it is mistyped. It knows those of a "
            "single key: pkh(KEY/0/*), sh(wpkh(KEY/0/*)), wpkh(KEY/0/*), tr(KEY/0/*), the KEY with "
            "or without its origin, such as [d34db33f/84h/0h/0h]xpub….",
        )
    key = _parsed(shape["key"], network)
    _check_sum(text, shape["key"])
    return Descriptor(
        script=Script(shape["script"] + ")" * shape["script"].count("(")),
        key=key,
        path=tuple(_step(step) for step in shape["path"].split("/")[1:]),
        origin=(shape["origin"] or "").replace("'", "h").replace("H", "h").lower(),
    )


def _of_key(text: str, network: Network, script: Script | None) -> Descriptor:
    key = _parsed(text, network)
    depth = wallycore.bip32_key_get_depth(key)
    if depth not in _ACCOUNT_DEPTHS | {_BRANCH_DEPTH}:
        purpose = PURPOSES[script or _usual(network)]
        raise Refused(
            "invalid_key",
            f"This extended public key is of depth {depth}, which does not tell where its "
            f"addresses are. Export that of your account, m/{purpose}'/{network.bip44_coin}'/0', "
            "or a descriptor, such as wpkh(KEY/0/*).",
        )
    said = network.key_versions[_version(text)]
    is_told = said is not Script.PKH  # an xpub was once only for P2PKH, but no longer is
    return Descriptor(
        script=said if is_told else script or _usual(network),
        key=key,
        path=() if depth == _BRANCH_DEPTH else (_RECEIVING,),
        is_guess=not is_told and script is None and _usual(network) is not Script.PKH,
    )


def _parsed(text: str, network: Network) -> object:
    """The key, with the version that wallycore knows. Raises Refused."""
    serialized = _serialized(text)
    if len(serialized) != _SERIALIZED:
        refuse_address(text)
        raise Refused("invalid_key", _not_a_key(network))
    version = int.from_bytes(serialized[:_VERSION])
    if version not in network.key_versions:
        raise Refused("invalid_key", _wrong_chain(version, network))
    plain = (TPUB if network.is_test else XPUB).to_bytes(_VERSION) + serialized[_VERSION:]
    try:
        return wallycore.bip32_key_unserialize(plain)
    except ValueError as why:
        raise Refused("invalid_key", _not_a_key(network)) from why


def _serialized(text: str) -> bytes:
    try:
        return bytes(wallycore.base58check_to_bytes(text))
    except ValueError:
        return b""


def _version(text: str) -> int:
    return int.from_bytes(_serialized(text)[:_VERSION])


def _not_a_key(network: Network) -> str:
    return (
        f"This is neither an extended public key of {network.title} nor a descriptor, or it is "
        "mistyped. Such a key starts with xpub, ypub or zpub and has 111 letters and digits."
    )


def _wrong_chain(version: int, network: Network) -> str:
    for other in NETWORKS.values():
        if version in other.key_versions:
            home = "a test network" if other.is_test else other.title
            return f"This is a key of {home}, not of {network.title}"
    return (
        f"Florin does not know this kind of extended key for {network.title}. Export the public "
        "key of an account with a single signature."
    )


def _check_sum(text: str, key: str) -> None:
    """Raises Refused for a descriptor with a wrong checksum, or otherwise not as BIP380 has it."""
    try:
        wallycore.descriptor_parse(text, None, _wally_network(key), 0)
    except ValueError as why:
        raise Refused(
            "invalid_key",
            "This descriptor is mistyped: its checksum (after #) does not fit, or its key does not "
            "start with xpub or tpub. A ypub or zpub can be given alone, without a descriptor.",
        ) from why


def _wally_network(key: str) -> int:
    is_test = key.startswith("tpub")
    name = "WALLY_NETWORK_BITCOIN_REGTEST" if is_test else "WALLY_NETWORK_BITCOIN_MAINNET"
    network: int = getattr(wallycore, name)
    return network


def _step(text: str) -> int:
    """One step of a path; of `<0;1>` the first one, which is for receiving."""
    return int(text.strip("<>").split(";")[0])


def _usual(network: Network) -> Script:
    return Script.WPKH if network.hrp else Script.PKH


def _is_known(script: Script, network: Network) -> bool:
    if script is Script.TR:
        return network.has_taproot
    return script is Script.PKH or network.hrp is not None
