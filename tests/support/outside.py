"""A proxy that lets nothing through and remembers who was asked for, by workers too."""

from __future__ import annotations

import socketserver
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


BROWSERS_OWN = (".google.com", "-pa.googleapis.com", "autofill.googleapis.com", ".gvt1.com")


class Outside:
    """Everything but this machine; Chromium sends no request for 127.0.0.1 here."""

    def __init__(self, port: int) -> None:
        self.asked: list[str] = []
        self.flag = f"--proxy-server=http://127.0.0.1:{port}"

    @property
    def hosts(self) -> list[str]:
        """Hosts that pages asked for; what the browser asks for itself is left out."""
        return [host for host in self.asked if not host.endswith(BROWSERS_OWN)]


@contextmanager
def outside() -> Iterator[Outside]:
    """Listen for the length of the block."""

    class Refuse(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            words = self.rfile.readline().decode("latin-1").split()
            if len(words) > 1:
                world.asked.append(words[1].split("://")[-1].split("/")[0].split(":")[0])
            self.wfile.write(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True

    with Server(("127.0.0.1", 0), Refuse) as server:
        world = Outside(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield world
        finally:
            server.shutdown()
            thread.join()
