"""Compiled modules for later visits, which then import without compiling or unpacking wheels.

An archive is a name of its own (16 bytes), a little-endian header size, a JSON object and data one
after another. The object lists `modules` as (name, path, whether it is a package, size), whose data
are marshaled code, `files` as (path, size): dynamic libraries, data files and metadata, which
web/worker/kept.js puts into the file system, and `libraries`, the paths of those that a start
needs. The page keeps it under the hash of everything that it was built from, so nothing in it is
checked against its source.
"""

import asyncio
import gc
import importlib.util
import json
import linecache
import marshal
import os
import pkgutil
import re
import struct
import sys
import time
import zipimport
from collections.abc import Iterator
from importlib.machinery import ExtensionFileLoader, ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, Final

PACKAGES = frozenset({"PIL"})
"""Packages of which those modules are kept that are loaded by now."""
WHOLE_PACKAGES = ("tfjs", "studio", "numpy")
"""Packages all of whose modules are kept: Keras, or random numbers, are imported by programs."""
WITH_LIBRARIES = "numpy"
"""The one of them that has dynamic libraries."""
_LEFT_OUT = re.compile(r"\btests?\b|_tests|^numpy\.(f2py|testing|typing|_pyinstaller|conftest)")
_SOURCES = (".py", ".pyi", ".pyc")
_TURN_SECONDS = 0.02
_NAME = 16
"""Bytes of an archive's name."""


async def archive() -> bytes:
    """What later visits start from, made in short turns."""
    modules, files, data = [], [], []
    until = time.perf_counter() + _TURN_SECONDS
    for spec in _specs():
        code = marshal.dumps(spec.loader.get_code(spec.name))  # type: ignore[union-attr]
        package = spec.submodule_search_locations is not None
        modules.append((spec.name, spec.origin, package, len(code)))
        data.append(code)
        if time.perf_counter() > until:
            await asyncio.sleep(0)  # somebody may be waiting for Python
            until = time.perf_counter() + _TURN_SECONDS
    for path in sorted({*_data_files(), *_metadata()}):
        content = path.read_bytes()
        files.append((str(path), len(content)))
        data.append(content)
    header = {"modules": modules, "files": files, "libraries": _loaded_libraries()}
    head = json.dumps(header).encode()
    return os.urandom(_NAME) + struct.pack("<I", len(head)) + head + b"".join(data)


def _loaded_libraries() -> list[str]:
    """Dynamic libraries that a start needs, in the order in which they were loaded."""
    specs = [getattr(module, "__spec__", None) for module in sys.modules.values()]
    return [
        spec.origin
        for spec in specs
        if spec is not None
        and spec.origin is not None
        and spec.name.partition(".")[0] == WITH_LIBRARIES
        and isinstance(spec.loader, ExtensionFileLoader)
    ]


def _data_files() -> Iterator[Path]:
    """What kept packages read beside their modules: data of ours, and dynamic libraries."""
    for package in WHOLE_PACKAGES:
        found = importlib.util.find_spec(package)
        for folder in (found.submodule_search_locations or ()) if found is not None else ():
            kinds = "*.so" if package == WITH_LIBRARIES else "*"
            for path in Path(folder).rglob(kinds):
                if path.is_file() and path.suffix not in _SOURCES and _is_kept(path.name):
                    yield path


def _is_kept(name: str) -> bool:
    return _LEFT_OUT.search(name) is None


def _metadata() -> Iterator[Path]:
    """What says which packages are installed; all but the list of files, which are not there."""
    for name in WHOLE_PACKAGES:
        found = importlib.util.find_spec(name)
        if found is None or found.origin is None:
            continue
        for folder in Path(found.origin).parent.parent.glob(f"{name}-*.dist-info"):
            files = (path for path in folder.iterdir() if path.is_file())
            yield from (path for path in files if path.name != "RECORD")


def _specs() -> Iterator[ModuleSpec]:
    for name, module in sorted(sys.modules.items()):
        spec = getattr(module, "__spec__", None)
        if name.partition(".")[0] not in PACKAGES or spec is None or spec.name != name:
            continue
        if spec.origin is not None and isinstance(spec.loader, SourceFileLoader):
            yield spec
    for package in WHOLE_PACKAGES:
        found = importlib.util.find_spec(package)
        if found is not None:
            yield from _tree(found)


def _tree(spec: ModuleSpec) -> Iterator[ModuleSpec]:
    """A module and all below it, without importing any."""
    if not isinstance(spec.loader, SourceFileLoader):
        return
    yield spec
    for folder in spec.submodule_search_locations or ():
        for found in pkgutil.iter_modules([folder], f"{spec.name}."):
            inner = found.module_finder.find_spec(found.name, None)
            if inner is not None and _is_kept(found.name):
                yield from _tree(inner)


class _Loader(SourceFileLoader):
    """Loads from kept code; source and data files are where they always are, or fetched there."""

    def get_code(self, fullname: str) -> CodeType | None:
        return kept.code(fullname)

    def get_data(self, path: str) -> bytes:
        try:
            return super().get_data(path)
        except FileNotFoundError:
            from studio import unpacking

            if not unpacking.fetch(path):
                raise
            return super().get_data(path)


class _Finder:
    """Answers for the modules of an archive, ahead of a search through the file system.

    A snapshot holds what it knows, but not the archive, of which code is read when it is wanted.
    """

    def __init__(self) -> None:
        self._name = b""
        self._path = ""
        self._modules: dict[str, tuple[str, bool, int, int]] = {}

    def open(self, path: str) -> None:
        """Take the modules of the archive in a file; nothing is to be done if it is known."""
        with Path(path).open("rb") as file:
            name = file.read(_NAME)
            if (name, path) == (self._name, self._path):
                return
            (size,) = struct.unpack("<I", file.read(4))
            header = json.loads(file.read(size))
        start = _NAME + 4 + size
        modules = {}
        for module, origin, package, length in header["modules"]:
            modules[module] = (origin, package, start, length)
            start += length
        self._name, self._path, self._modules = name, path, modules

    def forget(self) -> None:
        """Know no archive."""
        self._name, self._path, self._modules = b"", "", {}

    def code(self, name: str) -> CodeType:
        """The code of a kept module."""
        if name not in self._modules:
            raise ImportError(f"The code of {name} is not kept.", name=name)
        _, _, start, length = self._modules[name]
        with Path(self._path).open("rb", buffering=0) as file:
            file.seek(start)
            return marshal.loads(file.read(length))  # type: ignore[no-any-return]

    def below(self, package: str) -> set[str]:
        """Names of the kept modules in a package."""
        found = (name.rpartition(".") for name in self._modules)
        return {name for parent, _, name in found if parent == package}

    def find_spec(
        self, name: str, path: Any = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The spec of a kept module; None for any other."""
        if name not in self._modules:
            return None
        origin, package, *_ = self._modules[name]
        return importlib.util.spec_from_file_location(
            name,
            origin,
            loader=_Loader(name, origin),
            submodule_search_locations=[origin.rpartition("/")[0]] if package else None,
        )


kept: Final = _Finder()


def install(path: str) -> None:
    """Import from the archive in a file from now on."""
    kept.open(path)
    if kept not in sys.meta_path:
        sys.meta_path.insert(0, kept)


def abandon() -> None:
    """Import from no archive any more."""
    if kept in sys.meta_path:
        sys.meta_path.remove(kept)
    kept.forget()


def read_directories() -> None:
    """Let zipimport read again what it forgets whenever a package comes: pkgutil fails without."""
    for finder in map(pkgutil.get_importer, sys.path):
        if isinstance(finder, zipimport.zipimporter):
            finder.find_spec("")


def settle() -> None:
    """Leave nothing behind that a snapshot need not hold."""
    importlib.invalidate_caches()
    read_directories()
    linecache.clearcache()
    re.purge()
    gc.collect()
