"""The application on a free port beside the caller; for tests and benchmarks."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import uvicorn

from serving.server import address, listen

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator

    from starlette.types import ASGIApp

START_SECONDS = 10


@contextmanager
def running(app: ASGIApp, host: str = "127.0.0.1", port: int = 0) -> Iterator[str]:
    """Serve `app` in a thread for the length of the block; gives its URL, which ends in a slash."""
    with listen(host, port) as listener:
        config = uvicorn.Config(
            app, access_log=False, log_level="warning", lifespan="on", timeout_graceful_shutdown=1
        )
        server = _Server(config)
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        if not server.ready.wait(START_SECONDS):
            raise RuntimeError("The server did not start.")
        try:
            yield address(listener, host)
        finally:
            server.should_exit = True
            thread.join()


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()
