"""Loaded models. Their weights live on the backend and are freed when Python drops the model."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tfjs import _bridge, dtypes
from tfjs.dtypes import DType
from tfjs.errors import InvalidArgumentError
from tfjs.io._manifest import Manifest
from tfjs.ops._arguments import as_tensor
from tfjs.tensor import Tensor
from tfjs.tensor_shape import TensorShape

if TYPE_CHECKING:
    from tfjs._typing import TensorLike


@dataclass(frozen=True)
class ModelTensor:
    """An input or output of a model."""

    name: str
    shape: tuple[int | None, ...] | None
    """None for a dimension, or for all of them, where the model does not say."""
    dtype: DType


class Model:
    """What both kinds of models have in common."""

    def __init__(
        self, model: _bridge.ModelId, manifest: Manifest, name: str, url: str | None
    ) -> None:
        self._id = model
        self.name = name
        self.url = url
        """Address of its model.json; None for a model made from files."""
        self.num_bytes = len(manifest.text.encode()) + manifest.bytes
        """Size of its files."""
        self.document = manifest.document
        """model.json, parsed."""
        described = _bridge.describe_model(model)
        self.inputs = [_tensor(entry) for entry in described["inputs"]]
        self.outputs = [_tensor(entry) for entry in described["outputs"]]
        self._by_name = {tensor.name: index for index, tensor in enumerate(self.inputs)}
        self._plain = len(self.inputs) == len(self.outputs) == 1 and bool(
            described["outputs"][0].get("dtype")
        )
        self._runs: dict[tuple[str, ...], _bridge.ModelRun] = {}

    def __call__(self, inputs: "TensorLike | Mapping[str, TensorLike]") -> Any:
        """Run the model.

        Args:
            inputs: The value of its one input; or a list of values, in the order of `.inputs`, or
                a dict by their names.

        Returns:
            A tensor, or a list of tensors in the order of `.outputs`.

        Raises:
            InvalidArgumentError: Inputs that do not fit `.inputs`.
        """
        if type(inputs) is Tensor and self._plain and inputs.dtype is self.inputs[0].dtype:
            # The short way, which checks nothing itself: what fails on it is done again with a
            # proper report.
            answer = self._default_run().one(inputs._slot)
            if answer is not None:
                result = Tensor(answer[0], self.outputs[0].dtype)
                result._shape = _shape(answer[1])
                return result
        return self._compute(inputs, ())

    def predict(self, x: "TensorLike | Mapping[str, TensorLike]") -> Any:
        """The same as calling the model."""
        return self(x)

    def _compute(self, inputs: Any, outputs: tuple[str, ...]) -> Any:
        tensors = self._arguments(inputs)
        run = self._run_to(outputs)
        result = run([tensor._slot for tensor in tensors])
        return _wrapped(result) if isinstance(result, int) else [_wrapped(slot) for slot in result]

    def _default_run(self) -> _bridge.ModelRun:
        return self._runs.get(()) or self._run_to(())

    def _run_to(self, outputs: tuple[str, ...]) -> _bridge.ModelRun:
        run = self._runs.get(outputs)
        if run is None:
            names = [tensor.name for tensor in self.inputs]
            run = self._runs[outputs] = _bridge.ModelRun(self._id, names, outputs, self.name)
        return run

    def _arguments(self, inputs: Any) -> list[Tensor]:
        values = self._in_order(inputs)
        return [_checked(v, spec, self.name) for v, spec in zip(values, self.inputs, strict=True)]

    def _in_order(self, inputs: Any) -> Sequence[Any]:
        if isinstance(inputs, Mapping):
            named = {name.removesuffix(":0"): value for name, value in inputs.items()}
            expected = [tensor.name.removesuffix(":0") for tensor in self.inputs]
            if named.keys() != set(expected):
                raise self._wrong_inputs(f"inputs named {', '.join(sorted(named)) or 'nothing'}")
            return [named[name] for name in expected]
        several = isinstance(inputs, list | tuple)
        if len(self.inputs) == 1:
            alone = several and len(inputs) == 1 and isinstance(inputs[0], Tensor)
            return [inputs[0] if alone else inputs]
        if not several or len(inputs) != len(self.inputs):
            raise self._wrong_inputs(f"{len(inputs)} inputs" if several else "one input")
        return inputs  # type: ignore[no-any-return]

    def _wrong_inputs(self, received: str) -> InvalidArgumentError:
        names = ", ".join(tensor.name for tensor in self.inputs)
        return InvalidArgumentError(
            f"{self.name}: expected {len(self.inputs)} inputs: {names}. Received: {received}.",
            op=self.name,
        )

    def summary(self, print_fn: Callable[[str], object] = print) -> None:
        """Print name, size, inputs and outputs."""
        print_fn(f"{type(self).__name__} {self.name!r}, {self.num_bytes / 1e6:.1f} MB")
        for title, tensors in (("input", self.inputs), ("output", self.outputs)):
            for tensor in tensors:
                print_fn(
                    f"  {title:6} {tensor.name}: {_shape_text(tensor.shape)} {tensor.dtype.name}"
                )

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name!r}, {self.num_bytes / 1e6:.1f} MB>"


class GraphModel(Model):
    """A TensorFlow graph: a converted SavedModel, TF-Hub module or frozen graph."""

    def execute(
        self,
        inputs: "TensorLike | Mapping[str, TensorLike]",
        outputs: str | Sequence[str] | None = None,
    ) -> Any:
        """Run the graph up to some of its nodes.

        Args:
            inputs: As for calling the model.
            outputs: Name of a node, or several; the model's own outputs if None.

        Returns:
            A tensor for one name, a list for several.
        """
        if isinstance(outputs, str):
            return self._compute(inputs, (outputs,))
        result = self._compute(inputs, tuple(outputs or ()))
        return [result] if outputs and isinstance(result, Tensor) else result


class LayersModel(Model):
    """A Keras model, for running it; training is `tf.keras`'s business."""


_shape = lru_cache(64)(TensorShape)


def _tensor(entry: Mapping[str, Any]) -> ModelTensor:
    shape = entry["shape"]
    known = None if shape is None else tuple(None if n is None or n < 0 else n for n in shape)
    return ModelTensor(entry["name"], known, dtypes.as_dtype(entry.get("dtype") or "float32"))


def _wrapped(slot: int) -> Tensor:
    return Tensor(slot, dtypes.as_dtype(_bridge.dtype_of(slot)))


def _checked(value: Any, spec: ModelTensor, model: str) -> Tensor:
    tensor = as_tensor(value, hint=spec.dtype, op=model)
    if tensor.dtype.storage != spec.dtype.storage:
        raise InvalidArgumentError(
            f"{model}: expected input {spec.name!r} of dtype {spec.dtype.name}. "
            f"Received: {tensor.dtype.name} {tensor.shape}. Use tf.cast.",
            op=model,
        )
    if spec.shape is not None and not _fits(tensor.shape, spec.shape):
        raise InvalidArgumentError(
            f"{model}: expected input {spec.name!r} of shape {_shape_text(spec.shape)}. "
            f"Received: {tensor.shape}.",
            op=model,
        )
    return tensor


def _fits(shape: Any, wanted: Sequence[int | None]) -> bool:
    sizes = tuple(shape)
    return len(sizes) == len(wanted) and all(
        w is None or n == w for n, w in zip(sizes, wanted, strict=True)
    )


def _shape_text(shape: tuple[int | None, ...] | None) -> str:
    return "of any shape" if shape is None else str(shape)
