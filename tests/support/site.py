"""The site under test on a free port: the real application, with a few routes for tests."""

from __future__ import annotations

import asyncio
import io
import zipfile
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from starlette.responses import FileResponse, Response, StreamingResponse
from starlette.routing import Route

from serving.app import Settings, create_app
from serving.background import running
from serving.files import Hashes
from serving.project import Project
from serving.server import ready
from serving.site import Site

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path

    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.routing import BaseRoute
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from serving.assets import AssetLock
    from serving.index import Index

SHIPPED = ("tests/browser", "tests/goldens")
"""Folders that the worker's file system gets a copy of."""
PREFIX = "__tests__"
COUNTED = ("main.js", "worker/worker.js")
"""Modules that begin with page/listeners.js, so that a test can count event listeners."""
ISOLATION = {b"cross-origin-opener-policy", b"cross-origin-embedder-policy"}


@cache
def prepared() -> tuple[Project, AssetLock, Index]:
    """The checkout with everything downloaded and built."""
    project = Project()
    return project, *ready(project, tests=True)


def application(models: Path | None, extra: tuple[BaseRoute, ...] = ()) -> Starlette:
    """The site's application, with the files that the harness needs under `__tests__/`."""
    project, lock, index = prepared()
    site = Site(project, lock, index, Hashes(), models=models is not None)
    routes = [
        *extra,
        Route(f"/{PREFIX}/files.zip", lambda _: Response(archive(project.root))),
        Route(f"/{PREFIX}/drip/{{path:path}}", _dripping(models)),
        Route(f"/{PREFIX}/{{file}}", _own_file),
        *[Route(f"/{file}", _counting(site, file)) for file in COUNTED],
    ]
    return create_app(project, lock, index, Settings(models=models), extra=routes)


@contextmanager
def serving_site(
    models: Path | None, extra: tuple[BaseRoute, ...] = (), *, isolated: bool = True
) -> Iterator[str]:
    """Serve it for the length of the block; gives the URL, which ends in a slash.

    Args:
        isolated: Send COOP and COEP, without which a page has no shared memory.
    """
    app: ASGIApp = application(models, extra)
    with running(app if isolated else _plain(app)) as url:
        yield url


def _plain(app: ASGIApp) -> ASGIApp:
    """The application as a host would serve it that knows nothing of cross-origin isolation."""

    async def call(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_plain(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = message["headers"]
                message["headers"] = [h for h in headers if h[0].lower() not in ISOLATION]
            await send(message)

        await app(scope, receive, send_plain)

    return call


def archive(root: Path) -> bytes:
    """The tests that run in the worker, as a zip file."""
    out = io.BytesIO()
    files = [root / "tests" / "__init__.py"]
    for folder in SHIPPED:
        files += sorted(p for p in (root / folder).rglob("*") if p.is_file())
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as bundle:
        for path in files:
            if "__pycache__" not in path.parts:
                bundle.write(path, path.relative_to(root).as_posix())
    return out.getvalue()


def _counting(site: Site, entry: str) -> Callable[[Request], Response]:
    def answer(_: Request) -> Response:
        first = f'import "./{"../" * entry.count("/")}{PREFIX}/listeners.js";\n'
        headers = {"Cache-Control": "no-cache"}
        text = first + site.bundle(entry).text
        return Response(text, headers=headers, media_type="text/javascript")

    return answer


def _dripping(models: Path | None) -> Callable[[Request], Response]:
    """Models whose files come drop by drop, but for the one that `at_once` names."""

    def answer(request: Request) -> Response:
        path = (models or Project().root) / request.path_params["path"]
        if not path.is_file():
            return Response(status_code=404)
        if path.name == request.query_params.get("at_once"):
            return FileResponse(path)
        return StreamingResponse(_drops(path.read_bytes()), media_type="application/octet-stream")

    return answer


async def _drops(data: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(data), 16):
        yield data[start : start + 16]
        await asyncio.sleep(0.2)


def _own_file(request: Request) -> Response:
    file = request.path_params["file"]
    folder = Project().root / "tests" / "support" / "page"
    names = {path.name: path for path in folder.iterdir()}
    return FileResponse(names[file]) if file in names else Response(status_code=404)
