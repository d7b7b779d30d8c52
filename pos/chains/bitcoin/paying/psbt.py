"""A refund for the owner's own wallet to sign: out of the very money that the customer sent.

Everything that signs can be asked with it (BIP174, BIP371 for taproot): each input brings what it
spends and where its key is, as far from the owner's seed as the descriptor tells. What is left goes
to one of the first addresses for change, where every wallet looks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pos.chains.bitcoin.descriptor import Descriptor
from pos.chains.bitcoin.keys import script_for
from pos.chains.bitcoin.network import Network, Script
from pos.chains.bitcoin.paying.draft import Draft, Wish, drafted_of, is_eaten
from pos.chains.bitcoin.paying.signing import raw_of, unsigned
from pos.chains.bitcoin.paying.unspent import Unspent
from pos.chains.bitcoin.tx import parse_tx
from pos.chains.wally import wallycore
from pos.chains.xpub import child_of, public_key
from pos.domain.errors import Refused

CHANGE: Final = 6
"""Addresses for change that may be used: as far ahead as every wallet looks, Electrum included."""

_MAGIC: Final = b"psbt\xff"
_UNSIGNED: Final = 0x00
_PARENT: Final = 0x00
_WITNESS_OUTPUT: Final = 0x01


@dataclass(frozen=True, slots=True, kw_only=True)
class _Types:
    """Numbers of records, which differ between inputs and outputs."""

    redeem: int
    way: int
    taproot_way: int
    taproot_key: int


_INPUT: Final = _Types(redeem=0x04, way=0x06, taproot_way=0x16, taproot_key=0x17)
_OUTPUT: Final = _Types(redeem=0x00, way=0x02, taproot_way=0x07, taproot_key=0x05)

_RECEIVING: Final = 0
_FOR_CHANGE: Final = 1
_HARDENED: Final = 1 << 31
_FINGERPRINT: Final = 4
_LONG: Final = 0xFD
_MOST_IN_TWO: Final = 0xFFFF


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """A payment that came to the owner's address `number`: output `vout` of a whole transaction."""

    parent: bytes
    vout: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Who is paid: `units` leave the shop, fee included, at so much for 1,000 virtual bytes."""

    script: bytes
    units: int
    rate: int


@dataclass(frozen=True, slots=True)
class _Key:
    """A key of the owner's by its number, of those for receiving or of those for change."""

    number: int
    is_change: bool = False

    def steps(self, descriptor: Descriptor) -> list[int]:
        """The way to it from the key that the owner gave."""
        path = list(descriptor.path)
        return [*path[:-1], _FOR_CHANGE, self.number] if self.is_change else [*path, self.number]


def psbt_of(own: Sequence[Own], descriptor: Descriptor, target: Target, network: Network) -> bytes:
    """The payment to sign, spending all of these.

    Raises Refused: "eaten" if the fee would leave nothing, "no_change" where the descriptor does
    not tell addresses for change and some is needed, "no_psbt" where no wallet reads these,
    "not_ours" for a payment to other addresses than the descriptor's.
    """
    if network.cashaddr:
        text = f"Wallets of {network.title} do not read this kind of file: pay by the QR code"
        raise Refused("no_psbt", text)
    draft = _drafted(own, descriptor, target, network)
    inputs = [_input(one, spent, descriptor) for one, spent in zip(own, draft.inputs, strict=True)]
    outputs = [b"", _ways(descriptor, _change_of(own), _OUTPUT)][: len(draft.outputs)]
    head = _record(_UNSIGNED, b"", raw_of(unsigned(draft, network)))
    return _MAGIC + b"".join(part + b"\0" for part in (head, *inputs, *outputs))


def units_paid(own: Sequence[Own], descriptor: Descriptor, target: Target, network: Network) -> int:
    """What the receiver gets of this payment. Raises like `psbt_of`."""
    return _drafted(own, descriptor, target, network).outputs[0].value


def _drafted(own: Sequence[Own], descriptor: Descriptor, target: Target, network: Network) -> Draft:
    inputs = tuple(_unspent(one, descriptor) for one in own)
    can_change = descriptor.path[-1:] == (_RECEIVING,)
    change = _script(descriptor, _change_of(own)) if can_change else inputs[0].script
    wish = Wish(units=target.units, to=target.script, change=change, rate=target.rate)
    if sum(one.value for one in inputs) < target.units:
        raise Refused("no_funds", "What came in is less than what shall go back")
    draft = drafted_of(wish, inputs, network)
    if is_eaten(draft, network):
        raise Refused("eaten", "The network's fee would leave nothing to send back")
    if len(draft.outputs) > 1 and not can_change:
        raise Refused(
            "no_change",
            "The wallet's key does not tell its addresses for change. Set the key of the whole "
            "account, or pay by the QR code.",
        )
    return draft


def _unspent(one: Own, descriptor: Descriptor) -> Unspent:
    parent = parse_tx(one.parent)
    script = _script(descriptor, _Key(one.number))
    if one.vout >= len(parent.outputs) or parent.outputs[one.vout].script != script:
        raise Refused("not_ours", f"{parent.txid}:{one.vout} is not at an address of this wallet")
    output = parent.outputs[one.vout]
    return Unspent(txid=parent.txid, vout=one.vout, value=output.value, script=output.script)


def _input(one: Own, spent: Unspent, descriptor: Descriptor) -> bytes:
    """What the wallet has to know of an input."""
    known = _record(_PARENT, b"", one.parent)
    if descriptor.script is not Script.PKH:
        output = spent.value.to_bytes(8, "little") + _sized(spent.script)
        known += _record(_WITNESS_OUTPUT, b"", output)
    return known + _ways(descriptor, _Key(one.number), _INPUT)


def _ways(descriptor: Descriptor, key: _Key, types: _Types) -> bytes:
    """Where the key to an address of the owner's is, and what is hidden in the address."""
    public, way = _public(descriptor, key), _path(descriptor, key)
    if descriptor.script is Script.TR:
        shown = public[1:]  # the x coordinate alone; and no script that would need the key
        return _record(types.taproot_way, shown, b"\0" + way) + _record(
            types.taproot_key, b"", shown
        )
    hidden = b""
    if descriptor.script is Script.SH_WPKH:
        program = b"\x00\x14" + bytes(wallycore.hash160(public))
        hidden = _record(types.redeem, b"", program)
    return hidden + _record(types.way, public, way)


def _path(descriptor: Descriptor, key: _Key) -> bytes:
    """The fingerprint of the key that the way begins at, and the way."""
    steps = key.steps(descriptor)
    name, *origin = descriptor.origin.split("/")
    start = bytes.fromhex(name)
    if not name:  # the seed is not known: the key that was given stands for it
        start = bytes(wallycore.hash160(public_key(descriptor.key)))[:_FINGERPRINT]
    return start + b"".join(step.to_bytes(4, "little") for step in (*map(_step, origin), *steps))


def _public(descriptor: Descriptor, key: _Key) -> bytes:
    found = descriptor.key
    for step in key.steps(descriptor):
        found = child_of(found, step)
    return public_key(found)


def _script(descriptor: Descriptor, key: _Key) -> bytes:
    return script_for(descriptor.script, _public(descriptor, key))


def _change_of(own: Sequence[Own]) -> _Key:
    return _Key(own[0].number % CHANGE, is_change=True)


def _step(text: str) -> int:
    return int(text.rstrip("h")) + (_HARDENED if text.endswith("h") else 0)


def _record(number: int, key: bytes, value: bytes) -> bytes:
    return _sized(bytes([number]) + key) + _sized(value)


def _sized(raw: bytes) -> bytes:
    """Bytes after their length in Bitcoin's compact form."""
    if len(raw) < _LONG:
        return bytes([len(raw)]) + raw
    if len(raw) <= _MOST_IN_TWO:
        return b"\xfd" + len(raw).to_bytes(2, "little") + raw
    return b"\xfe" + len(raw).to_bytes(4, "little") + raw
