"""Photos out of files, decoded beside the interpreter while it does other things."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, TypeAlias

import numpy as np

from tfjs import _bridge
from tfjs.data._looking import is_looking
from tfjs.data._photo_files import by_pillow, for_browser
from tfjs.data._structure import columns
from tfjs.data._values import stacked
from tfjs.data.stages.reading import name_of
from tfjs.data.stages.stage import Following, Stage
from tfjs.errors import InvalidArgumentError
from tfjs.ops.image import resize_with_pad
from tfjs.ops.resizing import resize
from tfjs.pending import arrives, places_for, together
from tfjs.type_spec import TensorSpec

_OP: Final = "image_dataset_from_directory"
_BROWSERS_METHODS: Final = ("bilinear", "nearest")
_Sent: TypeAlias = tuple[Any, bytes, int | None]
"""An element, the bytes of its file, and the place that its photo is decoded into."""


@dataclass(frozen=True)
class Size:
    """What becomes of each photo.

    Args:
        height: Rows of the result.
        width: Columns of the result.
        channels: 1, 3 or 4.
        method: A method of `tf.image.resize`.
        fit: `"stretch"`, or `"crop"` or `"pad"` to keep the shape of things.
        first: Whether channels come first.
    """

    height: int
    width: int
    channels: int
    method: str = "bilinear"
    fit: str = "stretch"
    first: bool = False

    @property
    def by_browser(self) -> bool:
        """Whether a browser's worker does all of it."""
        return self.channels != 4 and self.method in _BROWSERS_METHODS and self.fit != "pad"

    @property
    def shape(self) -> tuple[int, int, int]:
        """Of a result."""
        if self.first:
            return self.channels, self.height, self.width
        return self.height, self.width, self.channels

    @property
    def dtype(self) -> str:
        """Of a result: that of the file where pixels are only chosen."""
        return "uint8" if self.method == "nearest" else "float32"

    def arranged(self, pixels: Any) -> Any:
        """Pixels in their dtype, with their channels in place."""
        found = pixels.astype(self.dtype, copy=False)
        return np.ascontiguousarray(found.transpose(2, 0, 1)) if self.first else found


class Photos(Following):
    """Elements whose first component, a file's name, gives way to the photo in it.

    Args:
        source: The step before: names of files, or tuples that begin with one.
        size: What becomes of each photo.
        read: Gives the bytes of a file.
        together: How many photos are to lie side by side in memory, for a batch of them.
    """

    label = "_ParallelMapDataset"

    def __init__(
        self, source: Stage, size: Size, read: Callable[[str], bytes], together: int = 1
    ) -> None:
        super().__init__(source)
        self._size, self._read, self._together = size, read, together

    def elements(self) -> Iterator[Any]:
        """Photo by photo; those to come are decoded meanwhile."""
        return self._ahead() if self._goes_ahead() else map(self._here, self.source.elements())

    def batches(self, size: int, *, drop: bool) -> Iterator[Any] | None:
        """Batches that go from the decoders to the backend, past Python's memory."""
        straight = self._size.dtype == "float32" and not self._size.first
        if not straight or 2 * size > self._places() or not self._goes_ahead():
            return None
        return self._in_batches(size, drop)

    def _goes_ahead(self) -> bool:
        return self._size.by_browser and not is_looking() and _bridge.decoding_way() != "none"

    def _here(self, element: Any) -> Any:
        name = name_of(element)
        return _with_photo(element, decoded(self._read(name), self._size, name))

    def _places(self) -> int:
        return places_for(self._pixels())

    def _pixels(self) -> tuple[int, int, int]:
        return self._size.height, self._size.width, self._size.channels

    def _opened(self) -> _bridge.Photos:
        nearest, crop = self._size.method == "nearest", self._size.fit == "crop"
        return _bridge.Photos(self._places(), self._pixels(), nearest=nearest, crop=crop)

    def _sent(self, photos: _bridge.Photos, free: list[int]) -> Iterator[_Sent]:
        """Element by element, each with the place that its photo is decoded into meanwhile."""
        waiting: deque[_Sent] = deque()
        most = len(free)
        for element in self.source.elements():
            data = self._read(name_of(element))
            ready = for_browser(data, self._size.channels)
            place = None if ready is None else free.pop()
            if ready is not None and place is not None:
                photos.send(place, ready[1], ready[0])
            waiting.append((element, data, place))
            while waiting and (not free or len(waiting) >= most):
                yield waiting.popleft()
        yield from waiting

    def _ahead(self) -> Iterator[Any]:
        rows = _Rows(self._together, self._pixels())
        with closing(self._opened()) as photos:
            free = list(range(self._places()))
            for sent in self._sent(photos, free):
                yield self._finished(photos, rows, free, *sent)

    def _in_batches(self, size: int, drop: bool) -> Iterator[Any]:
        with closing(self._opened()) as photos:
            free = list(range(self._places()))
            sent = self._sent(photos, free)
            while items := list(islice(sent, size)):
                if len(items) == size or not drop:
                    yield self._batch(photos, free, items)

    def _batch(self, photos: _bridge.Photos, free: list[int], items: list[_Sent]) -> Any:
        elements = [element for element, _, _ in items]
        places = [place for _, _, place in items if place is not None]
        whole = together(photos, places) if len(places) == len(items) else None
        if whole is None:
            rows = _Rows(len(items), self._pixels())
            made = [self._finished(photos, rows, free, *item) for item in items]
            return columns(made, stacked) if isinstance(made[0], tuple) else stacked(made)
        free.extend(places)
        if not isinstance(elements[0], tuple):
            return whole
        return (whole, *columns([element[1:] for element in elements], stacked))

    def _finished(
        self,
        photos: _bridge.Photos,
        rows: "_Rows",
        free: list[int],
        element: Any,
        data: bytes,
        place: int | None,
    ) -> Any:
        if place is not None and arrives(lambda: photos.is_there(place)):
            row = rows.next()
            taken = photos.take(place, row)
            free.append(place)
            if taken:
                return _with_photo(element, self._size.arranged(row))
        elif place is not None:
            free.append(place)
        return _with_photo(element, decoded(data, self._size, name_of(element)))

    def spec(self) -> Any:
        """The spec of a photo in the place of its name."""
        spec = self.source.spec()
        photo = TensorSpec(self._size.shape, self._size.dtype)
        return (photo, *spec[1:]) if isinstance(spec, tuple) else photo

    def rows(self) -> Any:
        """None."""
        return None


class _Rows:
    """Arrays that lie one behind the other in memory: a batch of them need not be copied."""

    def __init__(self, count: int, shape: tuple[int, ...]) -> None:
        self._shape = (count, *shape)
        self._left: list[Any] = []

    def next(self) -> Any:
        """An array that nobody uses yet."""
        if not self._left:
            self._left = list(np.empty(self._shape, np.float32))[::-1]
        return self._left.pop()


def _with_photo(element: Any, photo: Any) -> Any:
    return (photo, *element[1:]) if isinstance(element, tuple) else photo


def decoded(data: bytes, size: Size, name: str) -> Any:
    """A photo decoded by Pillow and resized here: float32 from 0 to 255.

    Raises:
        InvalidArgumentError: No picture, or a damaged one; the file is named.
    """
    try:
        pixels = by_pillow(data, size.channels, f"{_OP}: {name}")
    except InvalidArgumentError as error:
        raise InvalidArgumentError(str(error), op=_OP) from error
    if size.fit == "pad":
        made = resize_with_pad(pixels, size.height, size.width, size.method)
        return size.arranged(made.numpy())
    if size.fit == "crop":
        pixels = cropped(pixels, size.height, size.width)
    if size.method in _BROWSERS_METHODS:
        return size.arranged(_resized(pixels, size))
    made = resize(pixels, (size.height, size.width), size.method)
    return size.arranged(made.numpy())


def cropped(pixels: Any, height: int, width: int) -> Any:
    """The largest part in the middle that has the wanted shape."""
    rows, columns = pixels.shape[:2]
    high = max(min(rows, int(columns * height / width)), 1)
    wide = max(min(columns, int(rows * width / height)), 1)
    top, left = (rows - high) // 2, (columns - wide) // 2
    return pixels[top : top + high, left : left + wide]


def _resized(pixels: Any, size: Size) -> Any:
    """`tf.image.resize` on the host: only the pixels that are looked at are touched."""
    rows, columns = pixels.shape[:2]
    if size.method == "nearest":
        down, right = _nearest(rows, size.height), _nearest(columns, size.width)
        return pixels.take(down, axis=0)[:, right]
    top, bottom, below = _linear(rows, size.height)
    left, right, beside = _linear(columns, size.width)
    lines = pixels.take(np.concatenate([top, bottom]), axis=0)
    wide = lines[:, left].astype(np.float32)
    wide += (lines[:, right] - wide) * beside[:, None]
    upper, lower = wide[: size.height], wide[size.height :]
    return upper + (lower - upper) * below[:, None, None]


def _nearest(before: int, after: int) -> Any:
    at = np.floor((np.arange(after, dtype=np.float32) + 0.5) * np.float32(before / after))
    return np.minimum(at.astype(np.intp), before - 1)


def _linear(before: int, after: int) -> tuple[Any, Any, Any]:
    at = (np.arange(after, dtype=np.float32) + 0.5) * np.float32(before / after) - 0.5
    low = np.floor(at)
    upper = np.clip(np.ceil(at).astype(np.intp), 0, before - 1)
    return np.maximum(low, 0).astype(np.intp), upper, (at - low).astype(np.float32)
