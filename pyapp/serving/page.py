"""HTML pages as they are sent: the import map filled in, and the policy that allows it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from serving.assets import AssetLock

IMPORT_MAP = re.compile(r'(<script type="importmap">)(.*?)(</script>)', re.DOTALL)


def import_map(lock: AssetLock) -> str:
    """Return the text of the import map; the CSP's hash is taken over exactly this."""
    return json.dumps({"imports": lock.import_map()}, separators=(",", ":"))


def render(html: str, lock: AssetLock) -> str:
    """Fill the import map of a page, whatever its `<script type="importmap">` held before."""
    return IMPORT_MAP.sub(lambda match: match[1] + import_map(lock) + match[3], html)
