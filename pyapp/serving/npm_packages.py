"""Files of npm packages through the npm client, for those who reach a registry but no CDN."""

from __future__ import annotations

import errno
import re
import shutil
import subprocess
import tarfile
import threading
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from serving.errors import SourceError, storage_error
from serving.once import Once

if TYPE_CHECKING:
    from collections.abc import Iterable

OPTIONS = (
    "--ignore-scripts",
    "--loglevel=error",
    "--fetch-retries=1",
    "--fetch-retry-mintimeout=1000",
    "--fetch-timeout=60000",
)
UNREACHABLE = {"EAI_AGAIN", "ECONNREFUSED", "ENETUNREACH", "ENOTFOUND", "ETIMEDOUT"}


class NpmPackages:
    """Gets packages whole, keeps of each the files that are wanted.

    Args:
        folder: Where they go.
        wanted: Package with version -> paths of its files.
    """

    def __init__(self, folder: Path, wanted: dict[str, set[str]]) -> None:
        self._folder = folder
        self._wanted = wanted
        self._once = Once()
        self._packing = threading.Lock()
        self._unreachable = ""

    def file(self, package: str, path: str, *, all_at_once: bool) -> Path:
        """Return one file of a package such as `comlink@4.4.2`.

        Args:
            all_at_once: Pack every wanted package now, since the others will be asked for as well:
                one run of npm for 21 packages takes 3 s, 21 runs 10 s.
        """
        names = sorted(self._wanted) if all_at_once else [package]
        self._once.get("all" if all_at_once else package, lambda: self._pack(names))
        self._once.get(f"{package} unpacked", lambda: self._unpack(package))
        file = self._folder / _folder_name(package) / path
        if not file.exists():
            raise SourceError(f"npm's {package} has no {path}")
        return file

    def _pack(self, packages: Iterable[str]) -> bool:
        npm = shutil.which("npm")
        if npm is None:
            raise SourceError("npm is not installed", permanent=True)
        if self._unreachable:
            raise SourceError(self._unreachable, permanent=True)
        absent = [p for p in packages if not self._archive(p).exists()]
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._packing:
            done = subprocess.run(
                [npm, "pack", *absent, *OPTIONS, "--pack-destination", str(self._folder)],
                capture_output=True,
                text=True,
                check=False,
                stdin=subprocess.DEVNULL,
            )
        if done.returncode:
            raise self._error(done.stderr)
        return True

    def _unpack(self, package: str) -> bool:
        """Take the wanted files out of a package in one pass."""
        names = {f"package/{path}" for path in self._wanted[package]}
        target = self._folder / _folder_name(package)
        try:
            with tarfile.open(self._archive(package), "r|gz") as archive:
                for member in archive:
                    stream = archive.extractfile(member) if member.name in names else None
                    if stream is not None:
                        file = target / PurePosixPath(member.name).relative_to("package")
                        file.parent.mkdir(parents=True, exist_ok=True)
                        with file.open("wb") as out:
                            shutil.copyfileobj(stream, out)
                        names.discard(member.name)
                    if not names:
                        break
        except (tarfile.TarError, EOFError) as error:
            raise SourceError(f"npm packed {package} badly") from error
        except OSError as error:
            raise storage_error(error, target) from error
        return True

    def _archive(self, package: str) -> Path:
        """Return what npm calls the archive of a package."""
        return self._folder / f"{_folder_name(package)}.tgz"

    def _error(self, output: str) -> Exception:
        """Read the code that npm prints first."""
        match = re.search(r"^npm (?:error|ERR!) code (\w+)", output, re.MULTILINE)
        code = match[1] if match else "no reason given"
        if code == "ENOSPC":
            return storage_error(OSError(errno.ENOSPC, "No space left"), self._folder)
        if code in UNREACHABLE:
            self._unreachable = f"npm reaches no registry ({code})"
            return SourceError(self._unreachable, permanent=True)
        return SourceError(f"npm could not get it ({code})")


def _folder_name(package: str) -> str:
    return package.removeprefix("@").replace("/", "-").replace("@", "-")
