"""Compiled modules for later visits, which then import without compiling.

The archive is a little-endian header size, a JSON list of (path, size), and the files one after
another: web/worker/kept.js unpacks it. Files are hash-based and never checked against their source
(PEP 552); the page keeps the archive under the hash of everything it was built from.
"""

import importlib.util
import json
import marshal
import struct
import sys

_UNCHECKED = struct.pack("<IQ", 0b01, 0)


def archive() -> bytes:
    """The bytecode of every module of our packages that is loaded by now."""
    files = []
    for name, module in sorted(sys.modules.items()):
        spec = getattr(module, "__spec__", None)
        if spec is None or spec.cached is None or "/site-packages/" not in (spec.origin or ""):
            continue
        code = spec.loader.get_code(name)
        if code is not None:
            files.append(
                (spec.cached, importlib.util.MAGIC_NUMBER + _UNCHECKED + marshal.dumps(code))
            )
    header = json.dumps([(path, len(data)) for path, data in files]).encode()
    return struct.pack("<I", len(header)) + header + b"".join(data for _, data in files)
