"""Elements kept for the next time."""

import os
import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tfjs.data._looking import is_looking
from tfjs.data.stages.sources import Counted
from tfjs.data.stages.stage import Following, Stage
from tfjs.errors import NotFoundError


class Cached(Following):
    """Elements that are kept once they have all been seen.

    Args:
        source: The step before.
        path: The file they are kept in; None for the memory.
    """

    label = "CacheDataset"

    def __init__(self, source: Stage, path: str | None) -> None:
        super().__init__(source)
        self._path = path
        self._kept: list[Any] | None = None

    def elements(self) -> Iterator[Any]:
        """What is kept, or the source's."""
        if self._kept is None and self._path is not None:
            self._kept = _read(self._path)
        return self._fresh() if self._kept is None else iter(self._kept)

    def _fresh(self) -> Iterator[Any]:
        seen = []
        for element in self.source.elements():
            seen.append(element)
            yield element
        if not is_looking():
            self._kept = seen
            if self._path is not None:
                _write(self._path, seen)

    def rows(self) -> Any:
        """Rows of arrays are there anyway, unless a step before shuffles them anew."""
        return None


def _read(path: str) -> list[Any] | None:
    file = Path(f"{path}.cache")
    return pickle.loads(file.read_bytes()) if file.exists() else None


def _write(path: str, elements: list[Any]) -> None:
    Path(f"{path}.cache").write_bytes(pickle.dumps(elements, protocol=5))


_FILE = "elements.pickle"


def write(folder: Any, source: Stage) -> None:
    """Write the elements of a stage, and their specs, to a folder."""
    place = Path(os.fspath(folder))
    place.mkdir(parents=True, exist_ok=True)
    content = (source.spec(), list(source.elements()))
    (place / _FILE).write_bytes(pickle.dumps(content, protocol=5))


def written(folder: Any) -> Counted:
    """The elements of a folder that `write` has made.

    Raises:
        NotFoundError: It is none.
    """
    file = Path(os.fspath(folder)) / _FILE
    if not file.is_file():
        raise NotFoundError(f"load: there is no saved dataset in {folder}.", op="load")
    spec, elements = pickle.loads(file.read_bytes())
    return Counted(elements, spec)
