"""Stand-ins for the network and for a checkout: local servers, small files, real code."""

from __future__ import annotations

import hashlib
import json
import re
import threading
import zipfile
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from serving.assets import Asset, AssetLock, Package
from serving.project import Project

if TYPE_CHECKING:
    from pathlib import Path
from typing import Any

PYPROJECT = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
[project]
name = "tfjs"
version = "0.1.0"
requires-python = ">=3.11"
dependencies = ["numpy>=2"]
[project.optional-dependencies]
serve = ["one==1"]
[tool.hatch.build.targets.wheel]
packages = ["pyapp/tfjs"]
[tool.app.versions]
pyodide = "1.0"
[tool.app.distribution]
packages = ["numpy"]
mirror = "mirror==1"
mirror-folder = "folder/"
"""
NUMPY = "numpy-2.4.3-cp314-cp314-pyemscripten_2026_0_wasm32.whl"
PYODIDE_LOCK: dict[str, Any] = {
    "info": {
        "abi_version": "2026_0",
        "arch": "wasm32",
        "platform": "emscripten_5_0_3",
        "python": "3.14.0",
    },
    "packages": {
        "numpy": {
            "depends": [],
            "file_name": NUMPY,
            "imports": ["numpy"],
            "install_dir": "site",
            "name": "numpy",
            "package_type": "package",
            "sha256": hashlib.sha256(b"numpy").hexdigest(),
            "unvendored_tests": False,
            "version": "2.4.3",
        },
    },
}
INDEX_HTML = (
    '<!doctype html><html><head><script type="importmap">{{IMPORTMAP}}</script>'
    '<script type="module" src="./main.js"></script></head></html>\n'
)


def make_project(root: Path) -> Project:
    """Write a small checkout whose assets are all there."""
    project = Project(root)
    files = {
        "pyproject.toml": PYPROJECT,
        "LICENSE": "license\n",
        "web/index.html": INDEX_HTML,
        "web/main.js": 'import { SITE } from "./shared/site.js";\n' + "SITE;\n" * 100,
        "web/styles/base.css": "body { margin: 0 }\n" * 100,
        "web/sw.js": "// worker\n",
        "web/vendor/pyodide-1.0/pyodide.mjs": "export {};\n" * 300,
        "web/vendor/pyodide-1.0/pyodide.asm.wasm": "\0asm" * 1000,
        "web/vendor/pyodide-1.0/pyodide-lock.json": json.dumps(PYODIDE_LOCK),
        f"web/vendor/pyodide-1.0/{NUMPY}": "numpy",
        "web/vendor/comlink-4/comlink.mjs": "export {};\n",
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    project.asset_lock.write_text(make_lock(project).dump(), encoding="utf-8")
    return project


def make_lock(project: Project) -> AssetLock:
    """Return a lock of what lies in the checkout's vendor folder."""
    packages = {
        "pyodide": Package("pyodide", "1.0", "npm:pyodide", "MPL-2.0", "https://a/", "(c) a"),
        "comlink": Package(
            "comlink",
            "4",
            "npm:comlink",
            "Apache-2.0",
            "https://b/",
            "(c) b",
            {"comlink": "comlink.mjs"},
        ),
    }
    files = [path for path in sorted(project.vendor.rglob("*")) if path.is_file()]
    assets = tuple(
        make_asset(path.read_bytes(), path.relative_to(project.web).as_posix()) for path in files
    )
    return AssetLock(packages, assets)


def make_asset(content: bytes, path: str = "vendor/a/file.bin", *sources: str) -> Asset:
    """Return the lock's entry for some content."""
    digest = hashlib.sha256(content).hexdigest()
    package = path.split("/")[1].rpartition("-")[0] or "a"
    return Asset(path, package, "runtime", digest, len(content), sources)


def make_wheel(
    folder: Path, filename: str, *, requires: tuple[str, ...] = (), members: tuple[str, ...] = ()
) -> Path:
    """Write a wheel with the metadata that its name asks for."""
    name, version = filename.split("-")[:2]
    lines = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
    lines += [f"Requires-Dist: {requirement}" for requirement in requires]
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(folder / filename, "w") as archive:
        archive.writestr(f"{name}-{version}.dist-info/METADATA", "\n".join(lines) + "\n\n")
        for member in members or (f"{name}/__init__.py",):
            archive.writestr(member, "")
    return folder / filename


class _QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing of a client that hangs up: some tests do."""


@dataclass
class FakeHost:
    """A local HTTP server with a few files; remembers what it was asked.

    Args:
        files: Path -> content.
        ranges: Whether it understands range requests.
        cut: Close the connection after this many bytes of each body.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    ranges: bool = True
    cut: int | None = None
    requests: list[tuple[str, str]] = field(default_factory=list)

    def __enter__(self) -> FakeHost:
        host = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                host._answer(self)

            def log_message(self, *arguments: object) -> None:
                pass

        self._server = _QuietServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self._server.server_port}{path}"

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        asked = handler.headers.get("Range", "")
        self.requests.append((handler.path, asked))
        content = self.files.get(handler.path)
        if content is None:
            handler.send_response(404)
            handler.send_header("Content-Length", "0")
            handler.end_headers()
            return
        match = re.fullmatch(r"bytes=(\d+)-(\d*)", asked)
        body = content
        if match and self.ranges:
            start, end = int(match[1]), int(match[2] or len(content) - 1)
            body = content[start : end + 1]
            handler.send_response(206)
            handler.send_header(
                "Content-Range", f"bytes {start}-{start + len(body) - 1}/{len(content)}"
            )
        else:
            handler.send_response(200)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body if self.cut is None else body[: self.cut])
        if self.cut is not None:
            handler.close_connection = True


def between(before: str, after: str, text: str) -> str:
    """Return what stands between the first `before` and the next `after`."""
    return text.partition(before)[2].partition(after)[0]
