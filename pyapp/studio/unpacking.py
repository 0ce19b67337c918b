"""Packages whose files appear when somebody asks for one of them.

Later visits start from kept bytecode, and unpack no wheel. What is not kept is taken out of the
wheel when it is wanted: the source of a line in a traceback, a module that no start imports, a
package that only some programs need. The wheel comes by a synchronous request, which every browser
allows a worker.
"""

import importlib
import io
import site
import sys
import zipfile
from functools import cache
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType
from typing import Any

from studio import host

_WHEELS = {"numpy": "numpy", "PIL": "pillow", "tfjs": "tfjs", "studio": "studio"}
"""Importable packages, and the wheels that they come in."""


def folder() -> Path:
    """Where packages lie."""
    return Path(site.getsitepackages()[0])


def fetch(path: str) -> bool:
    """Put one file of a package where it belongs; False if no package is known to have it.

    Raises:
        ImportError: The wheel cannot be had.
    """
    name = path.removeprefix(f"{folder()}/")
    wheel = _WHEELS.get(name.partition("/")[0])
    if wheel is None or _is_unpacked(wheel):
        return False
    archive = _opened(wheel)
    if name not in archive.namelist():
        return False
    archive.extract(name, folder())
    return True


def unpack(package: str) -> bool:
    """Unpack the wheel of a package; False if it is unpacked, or none of those that are kept.

    Raises:
        ImportError: The wheel cannot be had.
    """
    wheel = _WHEELS.get(package)
    if wheel is None or _is_unpacked(wheel):
        return False
    _opened(wheel).extractall(folder())
    _opened.cache_clear()
    importlib.invalidate_caches()
    return True


def _is_unpacked(wheel: str) -> bool:
    return any(folder().glob(f"{wheel}-*.dist-info/RECORD"))


@cache
def _opened(wheel: str) -> zipfile.ZipFile:
    try:
        data = host.read_wheel(wheel)
    except Exception as error:
        raise ImportError(f"{wheel}: this site could not be reached for it ({error}).") from error
    return zipfile.ZipFile(io.BytesIO(data))


class _Finder:
    """The last to be asked for a module."""

    def find_spec(
        self, name: str, path: Any = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The spec of a module whose package had to be unpacked for it."""
        if not unpack(name.partition(".")[0]):
            return None
        return PathFinder.find_spec(name, path, target)


def install() -> None:
    """Look into the wheels for modules that are found nowhere else."""
    sys.meta_path.append(_Finder())
