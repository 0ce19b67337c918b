"""Instructions, the only way to compute: declared once, resolved on first use, called with ints.

Eager execution runs an instruction at once. While the host records, it also appends it to the
program (see program.py).
"""

from collections.abc import Callable, Sequence
from typing import Any, Final, Literal, TypeAlias

from tfjs._bridge import faults, handles
from tfjs._bridge.host import JsException, host, to_js

Calling: TypeAlias = Literal["tensors", "attributes", "list", "kernel", "own"]
Attribute: TypeAlias = bool | int | float | str | Sequence[Any] | None

_MAX_INTERNED: Final = 1024
"""Attribute lists kept per instruction; slicing at ever new places starts over then."""
_MAX_SAFE_INTEGER: Final = 2**53

DECLARED: Final[dict[str, str]] = {}
"""Every TF.js function and kernel in use -> calling convention; for the completeness test."""

_unresolved: list[Callable[[], None]] = []


class Instruction:
    """A TF.js function or kernel with its calling convention.

    Args:
        name: TF.js's name, as `conv2d`, `image.resizeBilinear`, or a kernel's, as `Softmax`.
        calling: How tensors and attributes are laid out for it: see web/worker/host/ops.js.
        inputs: Names of a kernel's inputs, in the order in which slots are passed.
        attributes: Names of a kernel's attributes, likewise.
        outputs: Names of the results, where TF.js returns an object of tensors.
        op: TensorFlow's name, for messages.
    """

    __slots__ = ("_cross", "_ids", "_spec", "name", "op")

    def __init__(
        self,
        name: str,
        calling: Calling = "tensors",
        *,
        op: str,
        inputs: Sequence[str] = (),
        attributes: Sequence[str] = (),
        outputs: Sequence[str] = (),
    ) -> None:
        DECLARED[name] = calling
        self.name = name
        self.op = op
        self._spec = (calling, inputs, attributes, outputs)
        self._cross: Callable[..., Any] | None = None
        self._ids: dict[tuple[Attribute, ...], int] = {(): 0}
        _unresolved.append(self._resolve)

    def _resolve(self) -> None:
        if self._cross is None:
            calling, inputs, attributes, outputs = self._spec
            lists = (to_js(list(names)) for names in (inputs, attributes, outputs))
            self._cross = host.instruction(self.name, calling, *lists)

    def __call__(self, slots: Sequence[int], attributes: tuple[Attribute, ...] = ()) -> int:
        """Run it for its one result; the slot returned is the caller's to own."""
        slot: int = self._run(slots, attributes)
        return slot if slot >= 0 else handles.large(slot)

    def several(self, slots: Sequence[int], attributes: tuple[Attribute, ...] = ()) -> list[int]:
        """Run it for a list of results."""
        return self._run(slots, attributes).to_py()  # type: ignore[no-any-return]

    def _run(self, slots: Sequence[int], attributes: tuple[Attribute, ...]) -> Any:
        handles.flush_if_many()
        if self._cross is None:
            self._resolve()
        attribute_id = self._ids.get(attributes)
        if attribute_id is None:
            attribute_id = self._intern(attributes)
        try:
            return self._cross(attribute_id, *slots)  # type: ignore[misc]
        except JsException as error:
            faults.fail(error, self.op, describe(slots, attributes))

    def _intern(self, attributes: tuple[Attribute, ...]) -> int:
        if len(self._ids) > _MAX_INTERNED:
            host.forget(*[i for i in self._ids.values() if i != 0])
            self._ids = {(): 0}
        attribute_id = host.intern(to_js([_attribute(self.op, a) for a in attributes]))
        self._ids[attributes] = attribute_id
        return attribute_id


def _attribute(op: str, value: Any) -> Any:
    if isinstance(value, int) and abs(value) > _MAX_SAFE_INTEGER:
        raise OverflowError(f"{op}: expected integers within ±2**53. Received: {value}.")
    if isinstance(value, tuple | list):
        return [_attribute(op, item) for item in value]
    return value


def unary(kernel: str, op: str) -> Callable[[int], int]:
    """A kernel with one input and no attributes, as slot -> slot."""
    DECLARED[kernel] = "kernel"
    cross: Callable[[int], int] | None = None

    def resolve() -> None:
        nonlocal cross
        cross = cross or host.unary(kernel)

    def run(x: int) -> int:
        handles.flush_if_many()
        if cross is None:
            resolve()
        try:
            slot = cross(x)  # type: ignore[misc]
        except JsException as error:
            faults.fail(error, op, describe((x,), ()))
        return slot if slot >= 0 else handles.large(slot)

    _unresolved.append(resolve)
    return run


def binary(kernel: str, op: str) -> Callable[[int, int], int]:
    """A kernel with two inputs of one dtype, as slots -> slot."""
    DECLARED[kernel] = "kernel"
    cross: Callable[[int, int], int] | None = None

    def resolve() -> None:
        nonlocal cross
        cross = cross or host.binary(kernel)

    def run(a: int, b: int) -> int:
        if len(dropped) >= batch:
            handles.flush()
        if cross is None:
            resolve()
        try:
            slot = cross(a, b)  # type: ignore[misc]
        except JsException as error:
            faults.fail(error, op, describe((a, b), ()))
        return slot if slot >= 0 else handles.large(slot)

    dropped, batch = handles._dropped, handles._BATCH
    _unresolved.append(resolve)
    return run


def declare(name: str, calling: Calling, resolve: Callable[[], None]) -> None:
    """Note that the library uses a function or kernel of TF.js, and how it is looked up."""
    DECLARED[name] = calling
    _unresolved.append(resolve)


def when_resolving(resolve: Callable[[], None]) -> None:
    """Let `resolve_all` make a proxy too that otherwise a first use makes."""
    _unresolved.append(resolve)


def resolve_all() -> None:
    """Resolve every instruction now, so that a test counts no proxy that only a first use makes."""
    for resolve in _unresolved:
        resolve()


def describe(slots: Sequence[int], attributes: tuple[Attribute, ...]) -> str:
    """Shapes and dtypes of the inputs, and the attributes, for a message."""
    parts = [f"{host.dtype_of(s)}{list(handles.shape_of(s))}" for s in slots if s > 0]
    return ", ".join(parts + [repr(a) for a in attributes if a is not None])
