"""From a checkout to a listening server."""

from __future__ import annotations

import contextlib
import errno
import socket
import sys
import threading
import webbrowser
from typing import TYPE_CHECKING

import uvicorn

from serving.app import Settings, create_app
from serving.assets import AssetLock, load
from serving.errors import ServingError, UsageError
from serving.index import Index
from serving.prepare import prepare, remove_stale

if TYPE_CHECKING:
    import argparse

    from serving.project import Project


def serve(project: Project, options: argparse.Namespace) -> int:
    """Prepare the site and serve it until the user stops it."""
    listener = listen(options.host, options.port)  # first: a port in use is known before a download
    with listener:
        lock, index = ready(project, offline=options.offline)
        models = options.models.resolve() if options.models else None
        settings = Settings(options.host, models, options.offline)
        app = create_app(project, lock, index, settings)
        config = uvicorn.Config(
            app,
            access_log=False,
            log_level="warning",
            lifespan="on",
            server_header=False,
            timeout_graceful_shutdown=1,
        )
        server = _Server(config, address(listener, options.host), not options.no_browser)
        with contextlib.suppress(KeyboardInterrupt):  # the way to end it
            server.run([listener])
    return 0


def ready(
    project: Project, *, offline: bool = False, tests: bool = False
) -> tuple[AssetLock, Index]:
    """Make everything that is served and return the lock of assets and the package index.

    Args:
        tests: Get what only the tests need as well.
    """
    lock = load(project.asset_lock)
    prepare(
        project, lock.group("runtime", "tests") if tests else lock.group("runtime"), offline=offline
    )
    remove_stale(project, lock.assets)
    index = Index(project, _warn)
    index.refresh()
    return lock, index


def listen(host: str, port: int) -> socket.socket:
    """Return a socket bound to the address.

    Raises:
        ServingError: Somebody else has it, or it is not ours to take.
    """
    try:
        family, kind, protocol, _, target = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError as error:
        raise UsageError(f"--host: {host} is no address of this machine.") from error
    listener = socket.socket(family, kind, protocol)
    try:
        if sys.platform != "win32":  # there it would let two servers share a port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(target)
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise _listen_error(error, host, port) from error
    return listener


def _listen_error(error: OSError, host: str, port: int) -> ServingError:
    if error.errno == errno.EADDRINUSE:
        return ServingError(
            f"Port {port} is in use; stop what uses it or choose another: --port {port + 1}."
        )
    if error.errno in {errno.EACCES, errno.EPERM}:
        return ServingError(f"Port {port} may not be used by you; choose one above 1023.")
    if error.errno == errno.EADDRNOTAVAIL:
        return UsageError(f"--host: {host} is no address of this machine.")
    return ServingError(f"{host}:{port} cannot be used: {error.strerror}.")


def address(listener: socket.socket, host: str) -> str:
    """Return the URL to open; a server on all addresses is reached through this machine's own."""
    port = listener.getsockname()[1]
    if host in {"0.0.0.0", ""}:
        host = "127.0.0.1"
    elif host == "::":
        host = "::1"
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


class _Server(uvicorn.Server):
    """Says where it serves as soon as it does."""

    def __init__(self, config: uvicorn.Config, url: str, open_browser: bool) -> None:
        super().__init__(config)
        self._url = url
        self._open_browser = open_browser

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        print(f"Serving on {self._url}", flush=True)
        if self._open_browser:
            threading.Thread(target=webbrowser.open, args=(self._url,), daemon=True).start()


def _warn(line: str) -> None:
    print(f"Note: {line}", file=sys.stderr, flush=True)
