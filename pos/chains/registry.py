"""The coins this program knows: every file in `pos/chains/coins` that declares one."""

import importlib
import pkgutil
from collections.abc import Mapping

from pos.chains import coins
from pos.chains.coin import Declaration


def find_coins() -> Mapping[str, Declaration]:
    """All declared coins by code, in the order they are shown; works in a frozen program too."""
    names = (module.name for module in pkgutil.iter_modules(coins.__path__))
    found = [_declared(name) for name in names]
    found.sort(key=lambda declaration: (declaration.rank, declaration.coin.code))
    by_code = {declaration.coin.code: declaration for declaration in found}
    assert len(by_code) == len(found), "two coin files declare the same code"
    return by_code


def _declared(name: str) -> Declaration:
    declaration = importlib.import_module(f"{coins.__name__}.{name}").COIN
    assert isinstance(declaration, Declaration), f"coins/{name}.py must declare COIN"
    return declaration
