"""Compiled modules for later visits, which then import without compiling or touching files.

An archive is a little-endian header size, a JSON list of (name, path, whether it is a package,
size) and the marshaled code objects one after another. The page keeps it under the hash of
everything that it was built from, so nothing in it is checked against its source.
"""

import asyncio
import importlib.util
import json
import marshal
import pkgutil
import struct
import sys
import time
from collections.abc import Iterator
from importlib.machinery import ModuleSpec, SourceFileLoader
from types import CodeType, ModuleType
from typing import Any

PACKAGES = frozenset({"numpy", "PIL"})
"""Of what every start loads, the modules that are loaded by now."""
WHOLE_PACKAGES = ("tfjs", "studio")
"""Packages of ours, all of whose modules are kept: Keras is imported later, by programs."""
_TURN_SECONDS = 0.02


async def archive() -> bytes:
    """The code of the start's modules and of all of ours, made in short turns."""
    header, codes = [], []
    until = time.perf_counter() + _TURN_SECONDS
    for spec in _specs():
        code = marshal.dumps(spec.loader.get_code(spec.name))  # type: ignore[union-attr]
        package = spec.submodule_search_locations is not None
        header.append((spec.name, spec.origin, package, len(code)))
        codes.append(code)
        if time.perf_counter() > until:
            await asyncio.sleep(0)  # somebody may be waiting for Python
            until = time.perf_counter() + _TURN_SECONDS
    head = json.dumps(header).encode()
    return struct.pack("<I", len(head)) + head + b"".join(codes)


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
            if inner is not None:
                yield from _tree(inner)


class _Loader(SourceFileLoader):
    """Loads from kept code; source, data files and the like are where they always are."""

    def __init__(self, name: str, path: str, code: memoryview) -> None:
        super().__init__(name, path)
        self._code = code

    def get_code(self, fullname: str) -> CodeType | None:
        return marshal.loads(self._code)  # type: ignore[no-any-return]


class _Finder:
    """Answers for the modules of an archive, ahead of a search through the file system."""

    def __init__(self, data: bytes) -> None:
        view = memoryview(data)
        start = 4 + struct.unpack_from("<I", view)[0]
        self._modules: dict[str, tuple[str, bool, memoryview]] = {}
        for name, path, package, size in json.loads(data[4:start]):
            self._modules[name] = (path, package, view[start : start + size])
            start += size

    def find_spec(
        self, name: str, path: Any = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The spec of a kept module; None for any other."""
        if name not in self._modules:
            return None
        origin, package, code = self._modules[name]
        return importlib.util.spec_from_file_location(
            name,
            origin,
            loader=_Loader(name, origin, code),
            submodule_search_locations=[origin.rpartition("/")[0]] if package else None,
        )


def install(data: Any) -> None:
    """Import from an archive from now on. `data`: the archive, as a JavaScript ArrayBuffer."""
    sys.meta_path.insert(0, _Finder(data.to_bytes()))
