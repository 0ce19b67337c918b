"""Bytes over HTTP: a whole file, the rest of a file, or a range out of the middle of one."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit
from urllib.request import url2pathname

import httpx2

from serving.errors import SourceError, storage_error

CHUNK = 1 << 18
CONNECT_SECONDS = 5
READ_SECONDS = 30

Report = Callable[[int], None]
"""Called with the number of bytes that are there so far."""


class StoppedError(Exception):
    """The program is ending; give up at once."""


class Http:
    """One pooled client; a host that cannot be reached is not tried a second time.

    It trusts the certificates that the system trusts, a company's own authority included.
    """

    def __init__(self) -> None:
        self._client = httpx2.Client(
            follow_redirects=True,
            timeout=httpx2.Timeout(READ_SECONDS, connect=CONNECT_SECONDS),
            headers={"Accept-Encoding": "identity", "User-Agent": "tfjs-serve"},
        )
        self._dead: dict[str, str] = {}
        self.stop = threading.Event()

    def close(self) -> None:
        """Close the pooled connections."""
        self._client.close()

    @property
    def has_dead_hosts(self) -> bool:
        """Tell whether some host could not be reached."""
        return bool(self._dead)

    def forget_dead_hosts(self) -> None:
        """Try every host again."""
        self._dead.clear()

    @contextmanager
    def get(self, url: str, headers: dict[str, str] | None = None) -> Iterator[httpx2.Response]:
        """Open `url` for reading; every failure is a SourceError."""
        host = urlsplit(url).netloc
        if host in self._dead:
            raise SourceError(self._dead[host], permanent=True)
        try:
            with self._client.stream("GET", url, headers=headers) as response:
                if response.status_code not in {200, 206}:
                    raise SourceError(f"{host} answered {response.status_code}")
                yield response
        except (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.ProxyError) as error:
            untrusted = " (its certificate is not trusted)" if "CERTIFICATE" in str(error) else ""
            self._dead[host] = f"{host} cannot be reached{untrusted}"
            raise SourceError(self._dead[host], permanent=True) from error
        except httpx2.TimeoutException as error:
            raise SourceError(f"{host} stopped answering") from error
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise SourceError(f"{host}: {str(error) or type(error).__name__}") from error

    def download(self, url: str, partial: Path, size: int, report: Report) -> None:
        """Write `url` to `partial`, going on where an earlier attempt ended."""
        have = partial.stat().st_size if partial.exists() else 0
        if have >= size:
            partial.unlink()
            have = 0
        headers = {"Range": f"bytes={have}-"} if have else None
        with self.get(url, headers) as response:
            resumed = response.status_code == 206 and _range_start(response) == have
            if have and response.status_code == 206 and not resumed:
                raise SourceError(f"{urlsplit(url).netloc} answered with the wrong range")
            with _opened(partial, append=resumed) as file:
                self._copy(response, file, partial, size, report)

    def _copy(
        self, response: httpx2.Response, file: BinaryIO, partial: Path, size: int, report: Report
    ) -> None:
        for chunk in response.iter_bytes():
            if self.stop.is_set():
                raise StoppedError
            try:
                file.write(chunk)
            except OSError as error:
                raise storage_error(error, partial) from error
            report(file.tell())
            if file.tell() > size:
                file.truncate(0)
                raise SourceError(f"{response.url.host} sent more than the expected {size} bytes")

    def open_remote(self, url: str) -> io.BufferedReader:
        """Return a seekable file over `url`, which only ever reads the parts it is asked for."""
        if urlsplit(url).scheme == "file":
            return Path(url2pathname(urlsplit(url).path)).open("rb")
        return io.BufferedReader(_RemoteFile(self, url), 4 * CHUNK)


class _RemoteFile(io.RawIOBase):
    """A file that lies on a server which understands range requests."""

    def __init__(self, http: Http, url: str) -> None:
        self._http = http
        self._url = url
        self._position = 0
        with http.get(url, {"Range": "bytes=0-0"}) as response:
            total = response.headers.get("Content-Range", "").rpartition("/")[2]
            if response.status_code != 206 or not total.isdigit():
                raise SourceError(f"{urlsplit(url).netloc} does not serve ranges", permanent=True)
        self._size = int(total)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}[whence]
        self._position = base + offset
        return self._position

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # any buffer
        if self._http.stop.is_set():
            raise StoppedError
        end = min(self._position + len(buffer), self._size)
        if end <= self._position:
            return 0
        with self._http.get(self._url, {"Range": f"bytes={self._position}-{end - 1}"}) as response:
            data = response.read()
        if response.status_code != 206 or len(data) != end - self._position:
            raise SourceError(f"{urlsplit(self._url).netloc} cut a range short")
        buffer[: len(data)] = data
        self._position = end
        return len(data)


def _range_start(response: httpx2.Response) -> int:
    start = response.headers.get("Content-Range", "").removeprefix("bytes ").partition("-")[0]
    return int(start) if start.isdigit() else -1


@contextmanager
def _opened(partial: Path, *, append: bool) -> Iterator[BinaryIO]:
    try:
        partial.parent.mkdir(parents=True, exist_ok=True)
        file = partial.open("ab" if append else "wb")
    except OSError as error:
        raise storage_error(error, partial) from error
    try:
        yield file
    finally:
        try:
            file.close()
        except OSError as error:  # the disk filled up while the last bytes were flushed
            raise storage_error(error, partial) from error
