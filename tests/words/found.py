"""Every text that a person may read, found in the source, by context.

"customer": what the pages and `pos.till` say by `tongue.say`, and the templates by `_`. "window":
what the window says by `say`, `count` and `later`. "told": what the other floors say of failures
(`Refused`, `Trouble` and their like), an f-string's values being gaps, and what stands in the
modules that speak to people in plain words.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from babel.messages.extract import extract_from_dir

from pos.resources import resource
from pos.till.lexicon import CUSTOMER, TOLD, WINDOW

Texts = dict[str, bool]
"""The texts of a context in the order in which they stand, and whether they depend on a number."""

POS: Final = Path(__file__).parents[2] / "pos"
_FAILURES: Final = frozenset(
    {"Refused", "Trouble", "Distrust", "Corrupt", "TryAgain", "GivenUp", "opening"}
)
_WORDS: Final = frozenset({"say", "later"})
_SPEAKING: Final = frozenset(
    [
        "app/families/bitcoin",
        "app/families/evm",
        "app/families/family",
        "app/families/monero",
        "app/check",
        "app/places",
        "app/rates",
        "chains/bitcoin/address",
        "chains/bitcoin/core/rpc",
        "chains/bitcoin/descriptor",
        "chains/bitcoin/electrum/council",
        "chains/bitcoin/electrum/crew",
        "chains/bitcoin/electrum/link",
        "chains/bitcoin/electrum/reader",
        "chains/bitcoin/electrum/study",
        "chains/bitcoin/electrum/trust",
        "chains/bitcoin/paying/core",
        "chains/bitcoin/paying/electrum",
        "chains/evm/audit",
        "chains/evm/fate",
        "chains/evm/declined",
        "chains/evm/push",
        "chains/evm/trial",
        "chains/monero/paying/payer",
        "chains/monero/paying/signing",
        "chains/monero/paying/tracing",
        "chains/monero/program",
        "chains/monero/transport",
        "chains/practice/chain",
        "chains/practice/purse",
        "engine/journal",
        "engine/outbox",
        "engine/paymaster",
        "engine/refund_rules",
        "engine/refunds",
        "engine/strays",
        "engine/survey",
        "engine/timekeeping",
        "engine/waits",
        "engine/watch",
        "postman/names",
        "postman/post",
        "postman/postman",
        "postman/targets",
        "rates/board",
        "rates/market",
        "rates/web",
        "storage/endpoints",
        "storage/faults",
        "storage/restoring",
        "till/pin",
    ]
)
"""Modules in which every sentence is for people, also those that are put together later."""

_JUDGING: Final = ("app/config.py",)
"""Modules whose functions yield what is wrong, in words."""

_WORD: Final = re.compile(r"(?<![{\w])[^\W\d_]{2,}")

_MUTE: Final = ("api", "app/cli")
"""They answer programs and consoles, in English."""


@cache
def texts() -> dict[str, Texts]:
    """All texts there are, by context."""
    found: dict[str, Texts] = {CUSTOMER: {}, WINDOW: {}, TOLD: {}}
    for path in sorted(POS.rglob("*.py")):
        place = path.relative_to(POS).as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if place.startswith(("gui/", "app/")):
            found[WINDOW].update(_said(tree))
        else:
            found[CUSTOMER].update(_spoken(tree))
        if not place.startswith(_MUTE):
            found[TOLD].update(dict.fromkeys(_failures(tree), False))
        if place in _JUDGING:
            found[TOLD].update(dict.fromkeys(_verdicts(tree), False))
        if place.removesuffix(".py") in _SPEAKING:
            found[TOLD].update(dict.fromkeys(_sentences(tree), False))
    found[CUSTOMER].update(dict.fromkeys(sorted(_templates()), False))
    return found


def _said(tree: ast.Module) -> Iterator[tuple[str, bool]]:
    for call in _calls(tree):
        if isinstance(call.func, ast.Name) and call.func.id in {*_WORDS, "count"}:
            for text in _literals(call.args[0]):
                yield text, call.func.id == "count"


def _spoken(tree: ast.Module) -> Iterator[tuple[str, bool]]:
    for call in _calls(tree):
        if _name(call) == "say" and call.args:
            for text in _literals(call.args[0]):
                yield text, False


def _failures(tree: ast.Module) -> Iterator[str]:
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for call in _calls(function):
                if _name(call) in _FAILURES and call.args:
                    yield from _patterns(call.args[-1], function)


def _verdicts(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Yield) and node.value is not None:
            yield from (text for text in _literals(node.value) if " " in text)


def _sentences(tree: ast.Module) -> Iterator[str]:
    """Every text of several words that is no docstring, no pattern and not for the log."""
    silent = {id(part) for node in ast.walk(tree) for part in _silent(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in silent:
            yield from (text for text in _literals(node) if _is_sentence(text))


def _silent(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Expr() | ast.JoinedStr():
            yield from ast.iter_child_nodes(node)
        case ast.Assert():
            yield from ast.walk(node)
        case ast.Call(func=ast.Attribute(value=ast.Name(id="log" | "re"))):
            yield from ast.walk(node)


def _is_sentence(text: str) -> bool:
    is_for_people = "%s" not in text and text != text.upper()
    least = 1 if "{" in text else 2
    return is_for_people and " " in text.strip() and len(_WORD.findall(text)) >= least


def _patterns(node: ast.expr, function: ast.AST) -> Iterator[str]:
    """The texts that an expression may be, a variable's being those that were assigned to it."""
    if isinstance(node, ast.Name):
        for one in ast.walk(function):
            targets = one.targets if isinstance(one, ast.Assign) else ()
            if any(isinstance(target, ast.Name) and target.id == node.id for target in targets):
                assert isinstance(one, ast.Assign)
                yield from _literals(one.value)
        return
    yield from _literals(node)


def _literals(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(text)):
            if any(map(str.isalpha, text)):
                yield text
        case ast.JoinedStr():
            pattern = _pattern(node)
            if any(map(str.isalpha, "".join(pattern.split("{")[:1] + _between(pattern)))):
                yield pattern
        case ast.IfExp():
            yield from _literals(node.body)
            yield from _literals(node.orelse)


def _between(pattern: str) -> list[str]:
    return [part.partition("}")[2] for part in pattern.split("{")[1:]]


def _pattern(node: ast.JoinedStr) -> str:
    """An f-string as a text with named gaps."""
    names: dict[str, str] = {}
    text = ""
    for part in node.values:
        if isinstance(part, ast.FormattedValue):
            spelt = ast.unparse(part.value)
            if spelt not in names:
                names[spelt] = _gap(part.value, frozenset(names.values()))
            text += f"{{{names[spelt]}}}"
        elif isinstance(part, ast.Constant):
            text += str(part.value)
    return text


def _gap(value: ast.expr, taken: frozenset[str]) -> str:
    """A short name for what stands in a gap: the last word of how it is computed."""
    match value:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            pass
        case ast.Call(args=[first, *_]):
            return _gap(first, taken)
        case ast.Call(func=ast.Attribute(value=inner)):
            return _gap(inner, taken)
        case _:
            name = "value"
    name = name.strip("_").lower()
    numbered = (f"{name}{number}" for number in range(2, 99))
    return name if name not in taken else next(one for one in numbered if one not in taken)


def _templates() -> Iterator[str]:
    keywords = {"_": None, "say": None}
    found = extract_from_dir(resource("checkout"), [("**.html", "jinja2")], keywords=keywords)
    yield from (str(message) for _, _, message, _, _ in found)


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    yield from sorted(calls, key=lambda call: (call.lineno, call.col_offset))


def _name(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""
