"""The ASGI application: every URL of the site, and the headers around all of them."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from serving.compress import Compressed
from serving.distribution import Distribution
from serving.errors import ServingError
from serving.files import IMMUTABLE, REVALIDATE, FileSender
from serving.models import list_models
from serving.page import PARTS, STYLES, import_maps, render, style_sheet
from serving.paths import is_clean, resolve
from serving.policy import COMMON, FRAMES, HostCheck, content_security_policy, sharing
from serving.site import PRIVATE, SITE_PATH, Site

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from pathlib import Path

    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from serving.assets import AssetLock
    from serving.index import Index
    from serving.project import Project

INDEX = "index.html"
HTML = "text/html; charset=utf-8"
CSS = "text/css; charset=utf-8"
JAVASCRIPT = "text/javascript; charset=utf-8"


@dataclass(frozen=True)
class Settings:
    """What the command line decides about a server."""

    host: str = "127.0.0.1"
    models: Path | None = None
    offline: bool = False


def create_app(
    project: Project,
    lock: AssetLock,
    index: Index,
    settings: Settings | None = None,
    *,
    extra: Sequence[BaseRoute] = (),
) -> Starlette:
    """Return the application.

    Args:
        extra: Routes that come before the site's own; for tests.
    """
    handlers = _Handlers(project, lock, index, settings or Settings())
    routes: list[BaseRoute] = [
        *extra,
        Route("/", handlers.page),
        Route(f"/{SITE_PATH}", handlers.site),
        Route("/wheels/pyodide-lock.json", handlers.index),
        Route("/wheels/{file}", handlers.wheel),
        Route("/vendor/{path:path}", handlers.vendor),
        Route("/models/index.json", handlers.model_list),
        Route("/models/{path:path}", handlers.model),
        Route("/{path:path}", handlers.own_file),
    ]
    app = Starlette(
        routes=routes,
        exception_handlers={HTTPException: _plain_error},
        lifespan=handlers.lifespan,
    )
    app.router.redirect_slashes = False
    policy = content_security_policy(import_maps(lock)) + FRAMES
    app.add_middleware(_Guard, check=HostCheck((settings or Settings()).host))
    app.add_middleware(_Headers, policy=policy)  # the last one is the outermost
    return app


class _Handlers:
    """One method per kind of URL."""

    def __init__(self, project: Project, lock: AssetLock, index: Index, settings: Settings) -> None:
        self._project = project
        self._lock = lock
        self._index = index
        self._settings = settings
        self._sender = FileSender(Compressed(project.cache / "compressed"))
        models = settings.models is not None
        self._site = Site(project, lock, index, self._sender.hashes, models=models)
        self._distribution = Distribution(project, index, offline=settings.offline)
        self._vendor = {asset.path: asset.sha256 for asset in lock.assets}

    @asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncIterator[None]:
        yield
        self._distribution.close()

    def page(self, request: Request) -> Response:
        return self._page(request, "index.html")

    def own_file(self, request: Request) -> Response:
        path: str = request.path_params["path"]
        if path in PRIVATE or path.startswith(PARTS):
            raise HTTPException(404)
        if path.endswith("/"):
            path += INDEX
        elif is_clean(path) and (self._project.web / path / INDEX).is_file():
            return RedirectResponse(f"{path.rpartition('/')[2]}/", 308)
        if path.endswith(".html"):
            return self._page(request, path)
        page = self._project.web / path.removesuffix(STYLES) / INDEX
        if path.rpartition("/")[2] == STYLES and is_clean(path) and page.is_file():
            return self._sender.text(request, style_sheet(self._project.web, page), CSS)
        if path.removesuffix(".map") in self._site.entries():
            return self._bundle(request, path)
        return self._sender.file(request, _found(self._project.web, path), REVALIDATE)

    def _bundle(self, request: Request, path: str) -> Response:
        """Answer with a module and all that it imports, or with the map of its lines."""
        _refresh(self._index)
        try:
            bundle = self._site.bundle(path.removesuffix(".map"))
        except ServingError as error:
            raise HTTPException(500, str(error)) from error
        if path.endswith(".map"):
            return self._sender.text(request, bundle.source_map, "application/json")
        return self._sender.text(request, bundle.text, JAVASCRIPT)

    def vendor(self, request: Request) -> Response:
        path: str = request.path_params["path"]
        file = _found(self._project.vendor, path)
        content = self._vendor.get(f"vendor/{path}")
        return self._sender.file(request, file, IMMUTABLE, content=content)

    def site(self, request: Request) -> Response:
        _refresh(self._index)
        return self._sender.text(request, self._site.script(), JAVASCRIPT)

    def index(self, request: Request) -> Response:
        return self._sender.file(request, _refresh(self._index), REVALIDATE)

    async def wheel(self, request: Request) -> Response:
        return await run_in_threadpool(self._wheel, request)

    def _wheel(self, request: Request) -> Response:
        file: str = request.path_params["file"]
        local = resolve(self._project.wheels, file)
        if local is not None and local.suffix == ".whl":
            return self._sender.file(request, local, REVALIDATE)
        try:
            found = self._distribution.get(file)
        except ServingError as error:
            raise HTTPException(504, str(error)) from error
        if found is None:
            raise HTTPException(404)
        path, content = found
        return self._sender.file(request, path, REVALIDATE, content=content)

    def model_list(self, request: Request) -> Response:
        folder = self._settings.models
        if folder is None:
            raise HTTPException(404)
        return JSONResponse({"models": list_models(folder)}, headers={"Cache-Control": REVALIDATE})

    def model(self, request: Request) -> Response:
        folder = self._settings.models
        if folder is None:
            raise HTTPException(404)
        path = _found(folder, request.path_params["path"])
        stat = path.stat()
        content = f"{stat.st_size:016x}{stat.st_mtime_ns:016x}"
        return self._sender.file(request, path, REVALIDATE, content=content)

    def _page(self, request: Request, path: str) -> Response:
        file = _found(self._project.web, path)
        return self._sender.text(request, render(self._project.web, file, self._lock), HTML)


def _found(root: Path, path: str) -> Path:
    file = resolve(root, path)
    if file is None:
        raise HTTPException(404)
    return file


def _refresh(index: Index) -> Path:
    try:
        return index.refresh()
    except ServingError as error:
        raise HTTPException(500, str(error)) from error


async def _plain_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    detail = "There is nothing here." if error.status_code == 404 else error.detail
    text = f"{error.status_code} {detail}\n"
    headers = {**(error.headers or {}), "Cache-Control": "no-store"}
    return PlainTextResponse(text, error.status_code, headers)


class _Headers:
    """Adds the headers that every response has."""

    def __init__(self, app: ASGIApp, policy: str) -> None:
        self._app = app
        self._common = {**COMMON, "Content-Security-Policy": policy}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self._common)
                headers.update(sharing(scope["path"][1:]))
            await send(message)

        await self._app(scope, receive, send_with_headers)


class _Guard:
    """Turns away what is not plain HTTP for this host."""

    def __init__(self, app: ASGIApp, check: HostCheck) -> None:
        self._app = app
        self._check = check

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":  # there are no web sockets here
            return
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        if len(hosts) != 1 or not self._check.allows(hosts[0].decode("latin-1")):
            text = "421 This server answers to its own address only.\n"
            await PlainTextResponse(text, 421)(scope, receive, send)
            return
        await self._app(scope, receive, send)
