"""The places a pinned file can come from, each written as one short text in the lock.

    https://host/path               the file itself
    npm:<package>@<version>#<path>  a member of an npm package, through the npm client
    pip:<name>==<version>           a wheel, from whatever index pip is configured for
    pip:<name>==<version>#<path>    a member of a wheel, read by range: the rest is never downloaded

Where a file came from does not matter; its SHA-256 does, and that is checked by the caller.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Self
from urllib.parse import urlsplit

from serving.errors import SourceError, storage_error
from serving.npm_packages import NpmPackages
from serving.pip_wheels import PipWheels
from serving.transfer import CHUNK, Http, Report, StoppedError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Sources:
    """Gets files out of any kind of source; safe to use from several threads.

    Args:
        expected: Sources that are likely to be asked for.
    """

    def __init__(self, cache: Path, expected: Iterable[str] = ()) -> None:
        self.http = Http()
        self._npm = NpmPackages(cache / "npm", _npm_files(expected))
        self._pip = PipWheels(self.http)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close connections and archives."""
        self._pip.close()
        self.http.close()

    def forget_failures(self) -> None:
        """Try again what could not be reached."""
        self.http.forget_dead_hosts()
        self._pip.forget_failures()

    def stop(self) -> None:
        """Make every transfer end soon."""
        self.http.stop.set()

    def fetch(self, source: str, partial: Path, size: int, report: Report) -> None:
        """Write the file that `source` names to `partial`.

        Raises:
            SourceError: This source cannot give it.
            ServingError: It could not be stored.
        """
        kind, _, rest = source.partition(":")
        package, _, member = rest.partition("#")
        if kind in {"https", "http"}:
            self.http.download(source, partial, size, report)
        elif kind == "npm":
            found = self._npm.file(package, member, all_at_once=self.http.has_dead_hosts)
            with found.open("rb") as file:
                self._copy(file, partial, report)
        elif kind == "pip" and member:
            with self._pip.member(package, member) as file:
                self._copy(file, partial, report)
        elif kind == "pip":
            url = self._pip.url(package)
            if urlsplit(url).scheme == "file":  # an index, or a folder of wheels, on this machine
                with self.http.open_remote(url) as file:
                    self._copy(file, partial, report)
            else:
                self.http.download(url, partial, size, report)
        else:
            raise SourceError(f"{source!r} is no kind of source known here")

    def _copy(self, source: IO[bytes], partial: Path, report: Report) -> None:
        """Copy a stream to `partial` in pieces."""
        done = 0
        try:
            partial.parent.mkdir(parents=True, exist_ok=True)
            target = partial.open("wb")
        except OSError as error:
            raise storage_error(error, partial) from error
        with target:
            while chunk := source.read(CHUNK):
                if self.http.stop.is_set():
                    raise StoppedError
                try:
                    target.write(chunk)
                except OSError as error:
                    raise storage_error(error, partial) from error
                done += len(chunk)
                report(done)


def _npm_files(sources: Iterable[str]) -> dict[str, set[str]]:
    files: dict[str, set[str]] = {}
    for source in sources:
        if source.startswith("npm:"):
            package, _, path = source.removeprefix("npm:").partition("#")
            files.setdefault(package, set()).add(path)
    return files
