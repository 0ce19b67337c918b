"""HTML pages as they are sent: shared parts and the import map filled in."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from serving.assets import AssetLock

# Folders that a page may lie in, below the site's base: console/ is one.
DEEPEST = 1
PARTS = "parts/"
PART = re.compile(r"^\{\{(\w+)\}\}\n", re.MULTILINE)
IMPORT_MAP = re.compile(r'(<script type="importmap">)(.*?)(</script>)', re.DOTALL)


def import_map(lock: AssetLock, depth: int = 0) -> str:
    """Return the text of the import map of a page that lies `depth` folders below the base."""
    up = "../" * depth or "./"
    imports = {name: up + url.removeprefix("./") for name, url in lock.import_map().items()}
    return json.dumps({"imports": imports}, separators=(",", ":"))


def import_maps(lock: AssetLock) -> list[str]:
    """Return the import maps of all pages; the CSP's hashes are taken over exactly these."""
    return [import_map(lock, depth) for depth in range(DEEPEST + 1)]


def render(web: Path, file: Path, lock: AssetLock) -> str:
    """Return a page's text with its parts and its import map.

    A line `{{head}}` stands for parts/head.html, in which `{{UP}}` leads from the page to the base.

    Args:
        web: The folder of the site.
        file: The page, somewhere in it.
    """
    depth = len(file.relative_to(web).parts) - 1
    up = "../" * depth or "./"

    def part(match: re.Match[str]) -> str:
        text = (web / PARTS / f"{match[1]}.html").read_text(encoding="utf-8")
        return text.replace("{{UP}}", up)

    page = PART.sub(part, file.read_text(encoding="utf-8"))
    text = import_map(lock, depth)
    return IMPORT_MAP.sub(lambda match: match[1] + text + match[3], page)
