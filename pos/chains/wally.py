"""The one place where wallycore is imported, so that its end can be taken care of.

Its generated wrapper (SWIG) frees itself while the interpreter is already being taken down, and
then may build an object of a type that is gone: the program would end with a crash after all its
work was done. A reference that is never given back keeps the wrapper until the process is gone.
"""

import ctypes
import sys
from typing import Final

import wallycore

_RUNTIME: Final = "swig_runtime_data"


def _keep_to_the_end() -> None:
    """Hold everything that SWIG's own modules own, for good."""
    for name, module in tuple(sys.modules.items()):
        if name.startswith(_RUNTIME):
            for owned in vars(module).values():
                ctypes.pythonapi.Py_IncRef(ctypes.py_object(owned))


_keep_to_the_end()

__all__ = ["wallycore"]
