"""The places a pinned file can come from, each written as one short text in the lock.

    https://host/path               the file itself
    npm:<package>@<version>#<path>  a member of an npm package, through the npm client
    pip:<name>==<version>           a wheel, from whatever index pip is configured for
    pip:<name>==<version>#<path>    a member of a wheel, read by range: the rest is never downloaded

Where a file came from does not matter; its SHA-256 does, and that is checked by the caller.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tarfile
import threading
import zipfile
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from serving.errors import SourceError, storage_error
from serving.transfer import CHUNK, Http, Report, StoppedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

T = TypeVar("T")


class Sources:
    """Gets files out of any kind of source; safe to use from several threads."""

    def __init__(self, cache: Path) -> None:
        self.http = Http()
        self._npm = NpmPackages(cache / "npm")
        self._pip = PipWheels(self.http)

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
            with self._npm.member(package, member) as file:
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


class Once:
    """Work done once per key, whichever threads ask for it; failures are kept too."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}
        self._results: dict[str, object] = {}

    def get(self, key: str, work: Callable[[], T]) -> T:
        """Return what `work` returned for `key`, or raise the SourceError that it raised."""
        with self._guard:
            lock = self._locks.setdefault(key, threading.Lock())
        with lock:
            if key not in self._results:
                try:
                    self._results[key] = work()
                except SourceError as error:
                    self._results[key] = error
        result = self._results[key]
        if isinstance(result, SourceError):
            raise SourceError(str(result), permanent=result.permanent)
        return result  # type: ignore[return-value]  # one key, one kind of work


class NpmPackages:
    """Packages packed by the npm client into a folder, once each."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._once = Once()

    @contextmanager
    def member(self, package: str, path: str) -> Iterator[IO[bytes]]:
        """Open one file of a package such as `comlink@4.4.2`."""
        packed = self._once.get(package, lambda: self._pack(package))
        with tarfile.open(packed) as archive:
            try:
                file = archive.extractfile(f"package/{path}")
            except (KeyError, tarfile.TarError) as error:
                raise SourceError(f"npm's {package} has no {path}") from error
            if file is None:
                raise SourceError(f"npm's {package} has no file {path}")
            with file:
                yield file

    def _pack(self, package: str) -> Path:
        npm = shutil.which("npm")
        if npm is None:
            raise SourceError("npm is not installed", permanent=True)
        folder = self._folder / package.replace("/", "-").replace("@", "-").strip("-")
        finished = folder.with_suffix(folder.suffix + ".tgz")
        if finished.exists():
            return finished
        folder.mkdir(parents=True, exist_ok=True)
        options = ["--ignore-scripts", "--silent", "--pack-destination", str(folder)]
        command = [npm, "pack", package, *options]
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
        )
        packed = list(folder.glob("*.tgz"))
        if done.returncode or len(packed) != 1:
            raise SourceError(f"npm could not pack {package}")
        packed[0].replace(finished)
        shutil.rmtree(folder, ignore_errors=True)
        return finished


class PipWheels:
    """Wheels on the index pip is configured for; pip says where they lie, nothing is installed."""

    def __init__(self, http: Http) -> None:
        self._http = http
        self._once = Once()
        self._reading = threading.Lock()

    def url(self, requirement: str) -> str:
        """Return where the wheel of `name==version` lies."""
        return self._once.get(requirement, lambda: self._resolve(requirement))

    @contextmanager
    def member(self, requirement: str, path: str) -> Iterator[IO[bytes]]:
        """Open one member of a wheel; only its own bytes are read, one member at a time."""
        archive = self._once.get(
            f"{requirement} directory", lambda: self._directory(self.url(requirement))
        )
        with self._reading:
            try:
                file = archive.open(path)
            except KeyError as error:
                name = path.rpartition("/")[2]
                raise SourceError(f"{requirement} does not carry {name}") from error
            with file:
                yield file

    def _directory(self, url: str) -> zipfile.ZipFile:
        try:
            return zipfile.ZipFile(self._http.open_remote(url))
        except zipfile.BadZipFile as error:
            raise SourceError("the index sent something that is no wheel") from error

    def _resolve(self, requirement: str) -> str:
        options = ["--dry-run", "--no-deps", "--ignore-requires-python", "--ignore-installed"]
        options += ["--only-binary=:all:", "--quiet", "--report", "-"]
        options += [
            "--disable-pip-version-check",
            "--no-input",
            "--retries",
            "1",
            "--timeout",
            "15",
        ]
        done = subprocess.run(
            [sys.executable, "-m", "pip", "install", *options, requirement],
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        if done.returncode:
            raise SourceError(f"pip does not find {requirement}", permanent=True)
        report = json.loads(done.stdout)
        return str(report["install"][0]["download_info"]["url"])
