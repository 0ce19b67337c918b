"""`tf.io.gfile`: files of Python's file system in the worker."""

import glob as _glob
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from tfjs.errors import AlreadyExistsError, FailedPreconditionError, NotFoundError


class GFile:
    """A file, opened when it is first used; also a context and an iterator of its lines.

    Args:
        name: Its name.
        mode: `"r"`, `"w"`, `"a"`, each with `"+"` and `"b"`.
    """

    def __init__(self, name: Any, mode: str = "r") -> None:
        self._name, self._mode = os.fspath(name), mode
        self._file: IO[Any] | None = None

    @property
    def name(self) -> str:
        """Its name."""
        return self._name  # type: ignore[no-any-return]

    @property
    def mode(self) -> str:
        """How it is opened."""
        return self._mode

    def _opened(self) -> IO[Any]:
        if self._file is None:
            try:
                self._file = Path(self._name).open(self._mode)  # noqa: SIM115 - closed by close
            except FileNotFoundError as error:
                raise NotFoundError(f"{self._name}; No such file or directory") from error
        return self._file

    def read(self, n: int = -1) -> Any:
        """So many characters or bytes, or all."""
        return self._opened().read(n)

    def readline(self) -> Any:
        """The next line, with its end."""
        return self._opened().readline()

    def readlines(self) -> list[Any]:
        """All lines."""
        return self._opened().readlines()

    def write(self, file_content: Any) -> None:
        """Write text or bytes."""
        self._opened().write(file_content)

    def seek(self, offset: int | None = None, whence: int = 0, position: int | None = None) -> None:
        """Go to a place.

        Raises:
            TypeError: Neither `offset` nor its old name `position`.
        """
        if offset is None and position is None:
            raise TypeError("seek(): offset argument required")
        place = position if offset is None else offset
        self._opened().seek(place or 0, whence)

    def seekable(self) -> bool:
        """True."""
        return True

    def tell(self) -> int:
        """The place in the file."""
        return self._opened().tell()

    def size(self) -> int:
        """Bytes of the file."""
        return Path(self._name).stat().st_size

    def flush(self) -> None:
        """Let others see what was written."""
        if self._file is not None:
            self._file.flush()

    def close(self) -> None:
        """Close the file; a later use opens it again."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def __enter__(self) -> "GFile":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def __iter__(self) -> Iterator[Any]:
        return self

    def next(self) -> Any:
        """The next line."""
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    __next__ = next


def copy(src: Any, dst: Any, overwrite: bool = False) -> None:
    """Copy a file.

    Raises:
        AlreadyExistsError: There is one, and `overwrite` is False.
        NotFoundError: There is nothing to copy.
    """
    _may_write(dst, overwrite)
    shutil.copyfile(_there(src), dst)


def exists(path: Any) -> bool:
    """Whether there is a file or folder."""
    return Path(path).exists()


def glob(pattern: Any) -> list[str]:
    """Files and folders whose names match a pattern, or one of several, in order."""
    patterns = pattern if isinstance(pattern, list | tuple) else [pattern]
    return sorted(name for each in patterns for name in _glob.glob(os.fspath(each)))  # noqa: PTH207


def isdir(path: Any) -> bool:
    """Whether this is a folder."""
    return Path(path).is_dir()


def join(path: Any, *paths: Any) -> str:
    """Parts of a path as one."""
    return str(os.path.join(path, *paths))  # noqa: PTH118 - a str, as in TensorFlow


def listdir(path: Any) -> list[str]:
    """Names in a folder."""
    return os.listdir(_there(path))  # noqa: PTH208 - names, not paths


def makedirs(path: Any) -> None:
    """Make a folder, and those on the way to it."""
    Path(path).mkdir(parents=True, exist_ok=True)


def mkdir(path: Any) -> None:
    """Make a folder in one that is there."""
    if Path(path).exists():
        raise AlreadyExistsError(f"{path}; File exists")
    _there(Path(path).parent)
    Path(path).mkdir()


def remove(path: Any) -> None:
    """Remove a file."""
    target = _there(path)
    if target.is_dir():
        raise FailedPreconditionError(f"{path}; Is a directory. Use tf.io.gfile.rmtree.")
    target.unlink()


def rename(src: Any, dst: Any, overwrite: bool = False) -> None:
    """Move a file or folder; see `copy`."""
    _may_write(dst, overwrite)
    _there(src).replace(dst)


def rmtree(path: Any) -> None:
    """Remove a folder with what is in it."""
    shutil.rmtree(_there(path))


def stat(path: Any) -> Any:
    """Size and times, as `os.stat` says them; `length` is the size."""
    return _Facts(_there(path).stat())


def walk(
    top: Any, topdown: bool = True, onerror: Callable[[Any], Any] | None = None
) -> Iterator[tuple[str, list[str], list[str]]]:
    """Each folder below one, with the names of its folders and files."""
    return os.walk(os.fspath(top), topdown, onerror)


def get_registered_schemes() -> list[str]:
    """Kinds of file systems: the one of the worker."""
    return ["", "file"]


class _Facts:
    def __init__(self, facts: os.stat_result) -> None:
        self.length = facts.st_size
        self.mtime_nsec = facts.st_mtime_ns
        self.is_directory = bool(facts.st_mode & 0o040000)


def _there(path: Any) -> Path:
    found = Path(path)
    if not found.exists():
        raise NotFoundError(f"{path}; No such file or directory")
    return found


def _may_write(path: Any, overwrite: bool) -> None:
    if Path(path).exists() and not overwrite:
        raise AlreadyExistsError(f"{path}; file already exists. Use overwrite=True.")
