"""`tf.data.Dataset`: elements one after the other, made when they are asked for."""

from collections.abc import Callable, Iterator
from typing import Any

from tfjs import dtypes
from tfjs.composite_specs import RaggedTensorSpec, SparseTensorSpec
from tfjs.data._arranging import Arranging
from tfjs.data._creating import Creating
from tfjs.data._gathering import Gathering
from tfjs.data._iterator import Iterator as DatasetIterator
from tfjs.data._iterator import numpy_iterator
from tfjs.data._mapping import Mapping
from tfjs.data._specs import NoneTensorSpec
from tfjs.data._structure import flatten
from tfjs.data.options import Options
from tfjs.data.stages.picking import Forwarded
from tfjs.data.stages.stage import INFINITE, UNKNOWN
from tfjs.errors import InvalidArgumentError
from tfjs.ops._arguments import as_tensor
from tfjs.tensor import Tensor
from tfjs.type_spec import TensorSpec


class Dataset(Creating, Arranging, Gathering, Mapping):
    """Elements one after the other: tensors, or tuples and dicts of tensors.

    Made by its static methods, such as `from_tensor_slices`; each other method gives a new dataset
    that goes on from this one. Nothing is computed before somebody iterates, and what an iteration
    holds is let go when it ends or is left.
    """

    def __iter__(self) -> DatasetIterator:
        return DatasetIterator(self._stage)

    def as_numpy_iterator(self) -> Iterator[Any]:
        """The elements as NumPy arrays, numbers and `bytes`, in their structure.

        Raises:
            TypeError: Elements that hold datasets.
        """
        for spec in flatten(self.element_spec):
            known = (TensorSpec, RaggedTensorSpec, SparseTensorSpec, NoneTensorSpec)
            if not isinstance(spec, known):
                raise TypeError(
                    "`tf.data.Dataset.as_numpy_iterator()` is not supported for datasets that "
                    f"produce values of type {type(spec).__name__}."
                )
        return numpy_iterator(self._stage)

    @property
    def element_spec(self) -> Any:
        """Specs of the elements, in their structure."""
        return self._stage.spec()

    def cardinality(self, name: str | None = None) -> Tensor:
        """How many elements there are, as a scalar of int64.

        `tf.data.INFINITE_CARDINALITY` and `tf.data.UNKNOWN_CARDINALITY` stand for what no number
        tells.
        """
        return as_tensor(self._stage.cardinality(), dtypes.int64, op="cardinality")

    def __len__(self) -> int:
        count = self._stage.cardinality()
        if count == INFINITE:
            raise TypeError("The dataset is infinite.")
        if count == UNKNOWN:
            raise TypeError("The dataset length is unknown.")
        return count

    def __bool__(self) -> bool:
        return True

    def get_single_element(self, name: str | None = None) -> Any:
        """The only element.

        Raises:
            InvalidArgumentError: There is none, or there are more.
        """
        elements = iter(self)
        found = next(elements, None)
        if found is None:
            raise InvalidArgumentError("Dataset was empty.", op="get_single_element")
        if next(elements, None) is not None:
            raise InvalidArgumentError(
                "Dataset had more than one element.", op="get_single_element"
            )
        return found

    def apply(
        self, transformation_func: Callable[["Dataset"], Any], name: str | None = None
    ) -> Any:
        """What a function makes of this dataset.

        Raises:
            TypeError: It makes something else than a dataset.
        """
        made = transformation_func(self)
        if not isinstance(made, Dataset):
            raise TypeError(
                f"`transformation_func` must return a `tf.data.Dataset` object. Got {type(made)}."
            )
        return made

    def options(self) -> Options:
        """The settings of this dataset; see `with_options`."""
        return Options() if self._options is None else self._options

    def with_options(self, options: Options, name: str | None = None) -> "Dataset":
        """The same dataset with other settings."""
        made = self._then(Forwarded(self._stage, "_OptionsDataset"))
        made._options = self.options().merge(options)
        return made

    def __repr__(self) -> str:
        return f"<{self._stage.label} element_spec={self.element_spec!r}>"
