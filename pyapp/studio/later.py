"""Modules that are imported before they are there: what others hold becomes the module later.

A snapshot of Python's memory holds our library, but no dynamic library and so no NumPy. The library
asks NumPy for nothing while it is imported, so it may hold an empty module until NumPy is loaded.
"""

import importlib.util
import sys
from types import ModuleType
from typing import Any


class _Promised(ModuleType):
    """Stands for a module until it is loaded."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        raise ImportError(f"{self.__name__}.{name} is asked for before {self.__name__} is loaded.")


def promise(name: str) -> None:
    """Let `import name` give an empty module from now on, unless the module is there already."""
    sys.modules.setdefault(name, _Promised(name))


def fulfil(name: str) -> None:
    """Import a module; one that was promised becomes it, for everybody who holds it.

    Raises:
        ImportError: It cannot be imported. It stays promised.
    """
    module = sys.modules.pop(name, None)
    if not isinstance(module, _Promised):
        if module is not None:
            sys.modules[name] = module
        importlib.import_module(name)
        return
    try:
        spec = importlib.util.find_spec(name)
        if spec is None or spec.loader is None:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        _become(module, spec)
        spec.loader.exec_module(module)
    except BaseException:
        for part in [part for part in sys.modules if part.startswith(f"{name}.")]:
            del sys.modules[part]
        module.__dict__.clear()
        module.__dict__["__name__"] = name
        module.__class__ = _Promised
        sys.modules[name] = module
        raise


def _become(module: ModuleType, spec: Any) -> None:
    """Give a module what a new one has before its code runs."""
    fresh = importlib.util.module_from_spec(spec)
    module.__class__ = ModuleType
    module.__dict__.update(fresh.__dict__)
    sys.modules[spec.name] = module
