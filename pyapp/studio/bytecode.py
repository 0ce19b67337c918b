"""Compiled modules for later visits, which then import without compiling or touching files.

An archive is a little-endian header size, a JSON list of (name, path, whether it is a package,
size) and the marshaled code objects one after another. The page keeps it under the hash of
everything that it was built from, so nothing in it is checked against its source.
"""

import importlib.util
import json
import marshal
import struct
import sys
from importlib.machinery import ModuleSpec, SourceFileLoader
from types import CodeType, ModuleType
from typing import Any

PACKAGES = frozenset({"numpy", "PIL", "tfjs", "studio"})
"""What every start loads; whatever else a program has imported by now is its own affair."""


def archive() -> bytes:
    """The code of every module of `PACKAGES` that is loaded by now."""
    header, codes = [], []
    for name, module in sorted(sys.modules.items()):
        spec = getattr(module, "__spec__", None)
        if name.partition(".")[0] not in PACKAGES or spec is None or spec.name != name:
            continue
        if spec.origin is None or not isinstance(spec.loader, SourceFileLoader):
            continue
        code = marshal.dumps(spec.loader.get_code(name))
        header.append((name, spec.origin, spec.submodule_search_locations is not None, len(code)))
        codes.append(code)
    head = json.dumps(header).encode()
    return struct.pack("<I", len(head)) + head + b"".join(codes)


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
