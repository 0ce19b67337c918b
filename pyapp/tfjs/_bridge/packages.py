"""Pure Python packages of the site, brought in when something needs them, without waiting.

Pyodide's own loader is asynchronous. A wheel of pure Python only has to be unpacked, and a worker
can fetch it by a synchronous request: so this works in every browser.
"""

import hashlib
import importlib
import io
import json
import site
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

from tfjs._bridge.host import JsException, host, to_js

_LOCK = "wheels/pyodide-lock.json"


def require(name: str) -> ModuleType:
    """The module of a pure Python package, fetched from the site the first time.

    Raises:
        ImportError: The site does not have it, cannot be reached, or serves another file.
    """
    try:
        return importlib.import_module(name)
    except ImportError:
        _install(name)
    importlib.invalidate_caches()
    return importlib.import_module(name)


def _install(name: str) -> None:
    packages = json.loads(_read(_LOCK, name))["packages"]
    if name not in packages:
        raise ImportError(f"{name}: expected a package of this site. Received: none of that name.")
    entry: dict[str, Any] = packages[name]
    data = _read(f"wheels/{entry['file_name'].rpartition('/')[2]}", name)
    if hashlib.sha256(data).hexdigest() != entry["sha256"]:
        raise ImportError(f"{name}: the site serves another file than its index says. Reload it.")
    for needed in entry.get("depends", []):
        require(needed)
    folder = Path(site.getsitepackages()[0])
    with zipfile.ZipFile(io.BytesIO(data)) as wheel:
        wheel.extractall(folder)


def _read(path: str, name: str) -> bytes:
    try:
        (blob,) = host.fetch_all_now(to_js([path]), "wheels", name, 0, 0, None)
    except JsException as error:
        raise ImportError(f"{name}: {path} of this site could not be read ({error}).") from error
    try:
        return bytes(host.read_blob(blob).to_py())
    finally:
        host.free_blobs(blob)
