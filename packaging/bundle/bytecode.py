"""Compile a folder of modules; started by `tree.compile_modules` as a process of its own."""

import py_compile
import sys
from pathlib import Path
from typing import Final

from bundle.places import PYTHON, WINDOWS_PYTHON, demand_python

_KEPT: Final = frozenset({"pos", "resources"})


def compile_folder(site: Path) -> int:
    """Bytecode for every module; the answer is how many."""
    sources = sorted(path for path in site.rglob("*.py") if not path.is_symlink())
    for source in sources:
        _compile(source, site)
    return len(sources)


def _compile(source: Path, site: Path) -> None:
    inside = source.relative_to(site)
    is_kept = inside.parts[0] in _KEPT
    py_compile.compile(
        str(source),
        None if is_kept else str(source.with_suffix(".pyc")),
        # what a traceback names, wherever the program lies
        str(inside),
        doraise=True,
        invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
    )
    if not is_kept:
        source.unlink()


if __name__ == "__main__":
    demand_python(PYTHON, WINDOWS_PYTHON)
    sys.stdout.write(f"compiled {compile_folder(Path(sys.argv[1]))} modules\n")
