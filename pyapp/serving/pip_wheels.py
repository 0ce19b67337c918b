"""Wheels on the index that pip is configured for, read without installing anything."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import zipfile
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, BinaryIO

from serving.errors import SourceError
from serving.once import Once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from serving.transfer import Http


class PipWheels:
    """Wheels on the index pip is configured for; pip says where they lie, nothing is installed."""

    def __init__(self, http: Http) -> None:
        self._http = http
        self._once = Once()
        self._reading = threading.Lock()
        self._files: list[BinaryIO] = []

    def close(self) -> None:
        """Close the archives that were read from."""
        for file in self._files:
            file.close()

    def forget_failures(self) -> None:
        """Ask pip again for what it did not find."""
        self._once.forget_failures()

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
        file = self._http.open_remote(url)
        self._files.append(file)
        try:
            return zipfile.ZipFile(file)
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
