"""HTML pages as they are sent: parts and import map filled in, their style sheets in one file."""

from __future__ import annotations

import json
import posixpath
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from serving.assets import AssetLock

# Folders that a page may lie in, below the site's base: console/ is one.
DEEPEST = 1
PARTS = "parts/"
PART = re.compile(r"^\{\{(\w+)\}\}\n", re.MULTILINE)
STYLES = "styles.css"
STYLE = re.compile(r'^ *<link rel="stylesheet" href="([^"]+)">\n', re.MULTILINE)
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
    """Return a page's text with its parts and its import map, and one style sheet for all.

    A line `{{head}}` stands for parts/head.html, in which `{{UP}}` leads from the page to the base.

    Args:
        web: The folder of the site.
        file: The page, somewhere in it.
    """
    page = _filled(web, file)
    first = STYLE.search(page)
    if first is not None:
        link = first[0].replace(first[1], f"./{STYLES}")
        page = page[: first.start()] + link + STYLE.sub("", page[first.end() :])
    text = import_map(lock, _depth(web, file))
    return IMPORT_MAP.sub(lambda match: match[1] + text + match[3], page)


def style_sheet(web: Path, file: Path) -> str:
    """Return all style sheets of a page, in order: one request instead of two dozen."""
    folder = file.relative_to(web).parent.as_posix()
    urls = [posixpath.normpath(f"{folder}/{url}") for url in STYLE.findall(_filled(web, file))]
    return "".join(f"/* {url} */\n{(web / url).read_text(encoding='utf-8')}" for url in urls)


def _depth(web: Path, file: Path) -> int:
    return len(file.relative_to(web).parts) - 1


def _filled(web: Path, file: Path) -> str:
    up = "../" * _depth(web, file) or "./"

    def part(match: re.Match[str]) -> str:
        text = (web / PARTS / f"{match[1]}.html").read_text(encoding="utf-8")
        return text.replace("{{UP}}", up)

    return PART.sub(part, file.read_text(encoding="utf-8"))
