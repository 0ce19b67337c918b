"""Pictures that are decoded and resized beside the interpreter, as tensors that wait for them.

While `tf.data` maps a function, `tf.io.decode_jpeg` gives a tensor that nobody has decoded yet, and
`tf.image.resize` of it one that the browser's decoders work on. Scaling by numbers is put off;
whatever else is done with such a tensor waits for its values.
"""

import weakref
from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final, TypeAlias

import numpy as np

from tfjs import _bridge, _operators, dtypes
from tfjs.dtypes import DType
from tfjs.tensor import Tensor, of_slot
from tfjs.tensor_shape import TensorShape

Shape: TypeAlias = tuple[int, int, int]
Steps: TypeAlias = tuple[tuple[str, float], ...]
"""Names of operations on a tensor and a number, and the numbers."""

_MEMORY: Final = 48 * 2**20
"""Bytes of pixels that may wait for Python."""
_MOST_PLACES: Final = 96
_PATIENCE: Final = 200
"""Waits (of 50 ms at most) for pictures, until they are decoded here after all."""

_current: "Decoders | None" = None


def decoders() -> "Decoders | None":
    """Those of the iteration whose function is running, if nothing is being recorded."""
    return None if _current is None or _bridge.is_recording() else _current


def use(chosen: "Decoders | None") -> "Decoders | None":
    """Let pictures that are decoded from now on wait for their values; gives who was in use."""
    global _current
    before, _current = _current, chosen
    return before


def places_for(shape: Shape) -> int:
    """How many pictures of a shape may be on their way."""
    return max(2, min(_MOST_PLACES, _MEMORY // (4 * shape[0] * shape[1] * shape[2])))


def arrives(look: Callable[[], Any]) -> bool:
    """Whether `look` says yes in time; decoders that do not answer are not asked again."""
    for _ in range(_PATIENCE):
        if _bridge.decoding_way() == "none":
            return False
        if look():
            return True
    _bridge.give_up_decoding()
    return False


class Decoders:
    """Places for the pictures of one iteration, by their shape.

    What is open stays open as long as a picture is on its way there, also after the iteration.
    """

    def __init__(self) -> None:
        self.is_used = False
        self._open: dict[Shape, tuple[_bridge.Photos, list[int]]] = {}
        self._sent: deque[weakref.ref[Pending]] = deque()

    def send(self, picture: "Picture", shape: Shape, steps: Steps) -> "Pending | None":
        """Begin to decode and resize a picture; None where nobody does that."""
        if _bridge.decoding_way() == "none":
            return None
        if shape not in self._open:
            count = places_for(shape)
            photos = _bridge.Photos(count, shape, nearest=False, crop=False)
            self._open[shape] = photos, list(range(count))
        photos, free = self._open[shape]
        while not free and self._sent:
            oldest = self._sent.popleft()()
            if oldest is not None:
                oldest._now()
        if not free:
            return None
        place = Place(photos, free.pop(), free)
        kind, file = picture.file
        photos.send(place.number, file, kind)
        self.is_used = True
        made = Pending(picture, dtypes.float32, shape, place, steps)
        self._sent.append(weakref.ref(made))
        if len(self._sent) > 2 * _MOST_PLACES:
            self._sent = deque(one for one in self._sent if one() is not None)
        return made


class Place:
    """Where a picture arrives; given back when nobody waits for it any more."""

    def __init__(self, photos: _bridge.Photos, number: int, free: list[int]) -> None:
        self.photos, self.number, self._free = photos, number, free

    def __del__(self) -> None:
        self._free.append(self.number)

    def pixels(self, shape: Shape) -> Any:
        """The picture; None where it could not be decoded."""
        if not arrives(lambda: self.photos.is_there(self.number)):
            return None
        found = np.empty(shape, np.float32)
        return found if self.photos.take(self.number, found) else None

    def is_good(self) -> bool:
        """Wait for the picture; False where it could not be decoded."""
        is_there = arrives(lambda: self.photos.is_there(self.number))
        return is_there and not self.photos.has_failed(self.number)


class Picture:
    """A file that holds a picture.

    Args:
        file: MIME type and bytes, as a browser gets them.
        shape: Of its pixels.
        decode: Decodes it here, to uint8.
        decoders: Of the iteration that it belongs to.
    """

    def __init__(
        self, file: tuple[str, bytes], shape: Shape, decode: Callable[[], Any], decoders: Decoders
    ) -> None:
        self.file, self.shape, self.decode, self.decoders = file, shape, decode, decoders


class Pending(Tensor):
    """The values of a picture, made when somebody asks for them.

    Args:
        picture: What is decoded.
        dtype: Of the values.
        shape: Of the values.
        place: Where the picture arrives in this shape; None if nobody works on it.
        steps: What is to be done to it then.
    """

    __slots__ = ("_made", "_picture", "_place", "_size", "_steps")

    def __init__(
        self,
        picture: Picture,
        dtype: DType,
        shape: Shape,
        place: Place | None = None,
        steps: Steps = (),
    ) -> None:
        self._made: Tensor | None = None
        self.dtype = dtype
        self._shape, self._size = TensorShape(shape), shape
        self._picture, self._place, self._steps = picture, place, steps

    def __del__(self, _drop: Any = None) -> None:
        """What was made frees itself."""

    @property
    def _slot(self) -> int:  # type: ignore[override]
        return self._now()._slot

    def _now(self) -> Tensor:
        if self._made is None:
            self._made = finished(self._whole(), self._steps)
            self._place = None
            del self._picture
        return self._made

    def _whole(self) -> Tensor:
        size = self._size
        if self._place is not None:
            found = self._place.pixels(size)
            if found is not None:
                return _uploaded(found, dtypes.float32)
        from tfjs.ops.casting import cast
        from tfjs.ops.resizing import resize

        pixels = self._picture.decode()
        whole = _uploaded(pixels, dtypes.uint8)
        if size != self._picture.shape:
            return resize(whole, size[:2])
        return whole if self.dtype is dtypes.uint8 else cast(whole, self.dtype)

    def settle(self) -> None:
        """Wait for the decoders, and decode here what they could not.

        Raises:
            InvalidArgumentError: The picture is damaged.
        """
        if self._made is None and self._place is not None and not self._place.is_good():
            self._place = None
            self._now()

    def resized(self, height: int, width: int) -> "Pending | None":
        """Resized bilinearly; None where that is not done by the decoders."""
        shape = (height, width, self._picture.shape[2])
        if self._made is not None or self._place is not None or shape == self._picture.shape:
            return None
        return self._picture.decoders.send(self._picture, shape, self._steps)

    def floats(self) -> "Pending | None":
        """As float32; None if the values are there already."""
        if self._made is not None:
            return None
        return self._with(self._steps)

    def _with(self, steps: Steps) -> "Pending":
        return Pending(self._picture, dtypes.float32, self._size, self._place, steps)

    def _later(self, name: str, other: Any) -> Any:
        """An operation with a number, put off; None where it is not."""
        if self._made is not None or self.dtype is not dtypes.float32:
            return None
        if type(other) not in (int, float):
            return None
        return self._with((*self._steps, (name, other)))

    def __add__(self, other: Any) -> Any:
        made = self._later("add", other)
        return super().__add__(other) if made is None else made

    def __sub__(self, other: Any) -> Any:
        made = self._later("subtract", other)
        return super().__sub__(other) if made is None else made

    def __mul__(self, other: Any) -> Any:
        made = self._later("multiply", other)
        return super().__mul__(other) if made is None else made

    def __truediv__(self, other: Any) -> Any:
        made = self._later("truediv", other)
        return super().__truediv__(other) if made is None else made

    def __rmul__(self, other: Any) -> Any:
        made = self._later("multiply", other)
        return super().__rmul__(other) if made is None else made


def _uploaded(pixels: Any, dtype: DType) -> Tensor:
    made = of_slot(partial(_bridge.upload, pixels, dtype.storage), dtype)
    assert made is not None, "slot 0 stands for no tensor"  # noqa: S101
    return made


def finished(tensor: Tensor, steps: Steps) -> Tensor:
    """A tensor after some operations with numbers."""
    for name, number in steps:
        tensor = getattr(_operators.ops, name)(tensor, number)
    return tensor


def gathered(leaves: Sequence[Any]) -> Tensor | None:
    """Pictures below each other, straight from the decoders; None where they are not all there."""
    first = leaves[0]
    for leaf in leaves:
        if type(leaf) is not Pending or leaf._place is None or leaf._steps != first._steps:
            return None
        if leaf._place.photos is not first._place.photos:
            return None
    whole = together(first._place.photos, [leaf._place.number for leaf in leaves])
    return None if whole is None else finished(whole, first._steps)


def together(photos: _bridge.Photos, places: list[int]) -> Tensor | None:
    """Wait for pictures and put them below each other; None if one could not be decoded."""
    if not arrives(lambda: photos.are_there(places)):
        return None
    return of_slot(partial(photos.gather, places), dtypes.float32)
