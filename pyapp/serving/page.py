"""HTML pages as they are sent: the import map filled in, and the policy that allows it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from serving.assets import AssetLock

# Folders that a page may lie in, below the site's base: console/ is one.
DEEPEST = 1
IMPORT_MAP = re.compile(r'(<script type="importmap">)(.*?)(</script>)', re.DOTALL)


def import_map(lock: AssetLock, depth: int = 0) -> str:
    """Return the text of the import map of a page that lies `depth` folders below the base."""
    up = "../" * depth or "./"
    imports = {name: up + url.removeprefix("./") for name, url in lock.import_map().items()}
    return json.dumps({"imports": imports}, separators=(",", ":"))


def import_maps(lock: AssetLock) -> list[str]:
    """Return the import maps of all pages; the CSP's hashes are taken over exactly these."""
    return [import_map(lock, depth) for depth in range(DEEPEST + 1)]


def render(html: str, lock: AssetLock, path: str = "index.html") -> str:
    """Fill the import map of a page, whatever its `<script type="importmap">` held before."""
    text = import_map(lock, path.count("/"))
    return IMPORT_MAP.sub(lambda match: match[1] + text + match[3], html)
