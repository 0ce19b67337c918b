"""`shared/site.js`: what the page must know of this site, generated."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from serving import bundle
from serving.bundle import Bundle, entries
from serving.page import PARTS, STYLES, import_map
from serving.paths import is_clean

if TYPE_CHECKING:
    from serving.assets import AssetLock, Package
    from serving.files import Hashes
    from serving.index import Index
    from serving.project import Project

SITE_PATH = "shared/site.js"
INDEX_PATH = "wheels/pyodide-lock.json"
# Not part of the site: for serve.py.
PRIVATE = {"assets.lock.json"}
INDEX = "index.html"


class Site:
    """Describes everything the site serves, as it is at this moment."""

    def __init__(
        self, project: Project, lock: AssetLock, index: Index, hashes: Hashes, *, models: bool
    ) -> None:
        self._project = project
        self._lock = lock
        self._index = index
        self._hashes = hashes
        self._models = models
        self._entries: tuple[object, set[str]] = (None, set())

    def script(self) -> str:
        """Return the text of the module."""
        return f"export const SITE = {json.dumps(self.describe(), indent=1)};\n"

    def describe(self) -> dict[str, object]:
        """Return what the module exports."""
        own = self.own_files()
        vendor = self.vendor_files()
        wheels = self.boot_wheels()
        known = {a.location(self._project): a.sha256 for a in self._lock.assets}
        content = {**own, **vendor, **wheels, INDEX_PATH: self._index.path}
        hashes = {url: known.get(path) or self._hashes.of(path) for url, path in content.items()}
        for part in sorted((self._project.web / PARTS).glob("*.html")):
            hashes[PARTS + part.name] = self._hashes.of(part)
        hashes["bundles"] = self._hashes.of(Path(bundle.__file__))
        sized = {**vendor, **wheels, INDEX_PATH: self._index.path}
        # A page is kept under the address that people visit.
        pages = {url.removesuffix(INDEX) for url in own if f"/{url}".endswith(f"/{INDEX}")}
        starts = {*self.entries(), *(page + STYLES for page in pages)}
        # Our own modules and styles come within these.
        within = {url for url in own if url.endswith((".js", ".css", INDEX))}
        keep = {SITE_PATH, *pages, *starts, *content} - (within - starts)
        return {
            "build": self._build(hashes),
            "vendor": self._folders(),
            "versions": self._versions(),
            "bytes": {url: path.stat().st_size for url, path in sorted(sized.items())},
            "precache": sorted(url for url in keep if self._is_kept(url)),
            "models": self._models,
        }

    def own_files(self) -> dict[str, Path]:
        """Return the hand-written files of the site by URL."""
        web = self._project.web
        files = {path.relative_to(web).as_posix(): path for path in sorted(web.rglob("*"))}
        return {
            url: path
            for url, path in files.items()
            if not url.startswith("vendor/")
            and url not in PRIVATE
            and not url.startswith(PARTS)
            and is_clean(url)
            and path.is_file()
        }

    def entries(self) -> set[str]:
        """Return the URLs of the modules that are sent with all that they import."""
        own = self.own_files()
        files = {url: path for url, path in own.items() if path.suffix in {".html", ".js"}}
        state = {url: self._hashes.of(path) for url, path in files.items()}
        if self._entries[0] != state:
            texts = [(url, path.read_text(encoding="utf-8")) for url, path in files.items()]
            parts = (self._project.web / PARTS).glob("*.html")
            texts += [("", part.read_text().replace("{{UP}}", "./")) for part in parts]
            self._entries = (state, entries(texts) & set(own))
        return self._entries[1]

    def bundle(self, entry: str) -> Bundle:
        """Return a module with all that it imports.

        Raises:
            ServingError: Some module is written in a form that a bundle cannot take.
        """
        return Bundle(entry, self.entries(), self._module)

    def _module(self, url: str) -> str:
        if url == SITE_PATH:
            return self.script()
        return (self._project.web / url).read_text(encoding="utf-8")

    def vendor_files(self) -> dict[str, Path]:
        """Return the downloaded files that the site needs, wheels apart, by URL."""
        return {
            asset.path: asset.location(self._project)
            for asset in self._lock.group("runtime")
            if not asset.path.endswith(".whl")
        }

    def boot_wheels(self) -> dict[str, Path]:
        """Return the wheels that are there without asking anybody, the tests' apart, by URL."""
        tests = {asset.path for asset in self._lock.group("tests")}
        kept = [a.location(self._project) for a in self._lock.group("runtime")]
        wheels = {
            f"wheels/{path.name}": path
            for path in [*kept, *self._index.local_wheels()]
            if path.suffix == ".whl"
        }
        return {url: path for url, path in sorted(wheels.items()) if url not in tests}

    def _build(self, hashes: dict[str, str]) -> str:
        digest = hashlib.sha256(import_map(self._lock).encode())
        for url, value in sorted(hashes.items()):
            digest.update(f"\0{url}\0{value}".encode())
        return digest.hexdigest()[:12]

    def _folders(self) -> dict[str, str]:
        return {name: f"vendor/{p.folder}/" for name, p in self._npm()}

    def _versions(self) -> dict[str, str]:
        versions = {name: package.version for name, package in self._lock.packages.items()}
        return {**versions, "library": self._project.library_version}

    def _npm(self) -> list[tuple[str, Package]]:
        return [(n, p) for n, p in self._lock.packages.items() if p.origin.startswith("npm:")]

    def _is_kept(self, url: str) -> bool:
        if url == "vendor/" + self._project.pyodide.name + "/pyodide-lock.json":
            return False  # the merged one takes its place
        return not url.endswith("/LICENSE")
