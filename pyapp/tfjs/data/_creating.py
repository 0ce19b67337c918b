"""Where datasets come from: the static methods of `Dataset`."""

import builtins
from collections.abc import Callable, Sequence
from typing import Any, Self

import numpy as np

from tfjs import dtypes
from tfjs.data import _arguments, _values
from tfjs.data._core import Core, stage_of
from tfjs.data._specs import from_types_and_shapes
from tfjs.data._structure import flatten, is_structure, packed
from tfjs.data.stages.caching import written
from tfjs.data.stages.directing import Directed, WeightedChoices
from tfjs.data.stages.files import matching_files
from tfjs.data.stages.generated import Generated
from tfjs.data.stages.mapping import Zip
from tfjs.data.stages.picking import Take
from tfjs.data.stages.shuffling import Shuffle
from tfjs.data.stages.sources import Drawn, Numbered, Slices, Whole
from tfjs.tensor import Tensor


class Creating(Core):
    """The part of `Dataset` that makes datasets of other things."""

    @classmethod
    def from_tensors(cls, tensors: Any, name: str | None = None) -> Self:
        """A dataset of one element.

        Args:
            tensors: A component (tensor, array, number, string, list) or a structure of them.
        """
        return cls._of(Whole(tensors))

    @classmethod
    def from_tensor_slices(cls, tensors: Any, name: str | None = None) -> Self:
        """A dataset of the rows of tensors.

        Args:
            tensors: A component with at least one axis, or a structure of components of one length.
                Lists are tensors, tuples and dicts are structures.

        Arrays stay where they are until a batch of their rows is asked for; they are not copied, so
        do not change them afterwards.

        Raises:
            ValueError: A scalar, nothing at all, or different lengths.
        """
        return cls._of(Slices(tensors))

    @classmethod
    def from_generator(
        cls,
        generator: Callable[..., Any],
        output_types: Any = None,
        output_shapes: Any = None,
        args: Sequence[Any] | None = None,
        output_signature: Any = None,
        name: str | None = None,
    ) -> Self:
        """A dataset of what a generator yields.

        Args:
            generator: Called for each iteration, with `args` as arrays; gives an iterable.
            output_types: Dtypes in the structure of the elements; `output_signature` says more.
            output_shapes: Shapes in that structure; unknown if None.
            args: Tensors for `generator`.
            output_signature: `tf.TensorSpec`s, `tf.RaggedTensorSpec`s … in the structure of the
                elements.

        What the generator raises is raised where the dataset is iterated. A generator that is left
        midway is closed at once.

        Raises:
            TypeError: No function, or no types.
            InvalidArgumentError: While it is iterated: an element that does not fit.
        """
        if not callable(generator):
            raise TypeError("`generator` must be a Python callable.")
        if output_signature is None and output_types is None:
            raise TypeError("Either `output_signature` or `output_types` must be specified.")
        if output_signature is not None and (output_types is not None or output_shapes is not None):
            raise TypeError(
                "The `output_types` and `output_shapes` arguments cannot be used together with the "
                "`output_signature` argument."
            )
        if output_signature is None:
            output_signature = from_types_and_shapes(output_types, output_shapes)
        for spec in flatten(output_signature):
            if not hasattr(spec, "is_compatible_with"):
                raise TypeError(
                    "`output_signature` must contain objects that are subclass of `tf.TypeSpec` "
                    f"but found {type(spec)} which is not."
                )
        given = [_values.host(_values.component(arg, "from_generator")) for arg in args or ()]
        function = (lambda: generator(*given)) if given else generator
        return cls._of(Generated(function, output_signature))

    @classmethod
    def range(
        cls, *args: Any, output_type: Any = dtypes.int64, name: str | None = None, **kwargs: Any
    ) -> Self:
        """Numbers in even steps, as Python's `range`: `(stop)`, `(start, stop[, step])`.

        Args:
            *args: Whole numbers, or scalar tensors.
            output_type: Their dtype.
        """
        if not 1 <= len(args) <= 3:
            raise ValueError(
                f"Invalid `args`. The length of `args` should be between 1 and 3 but was "
                f"{len(args)}."
            )
        numbers = [_arguments.whole(arg, "range", "args") for arg in args]
        bounds = builtins.range(*numbers) if len(numbers) < 3 or numbers[2] else None
        if bounds is None:
            raise ValueError("range: expected a step other than 0. Received: step=0.")
        dtype = dtypes.as_dtype(output_type)
        return cls._of(Numbered(bounds.start, bounds.stop, bounds.step, dtype))

    @classmethod
    def counter(
        cls, start: Any = 0, step: Any = 1, dtype: Any = dtypes.int64, name: str | None = None
    ) -> Self:
        """Numbers in even steps, without an end."""
        first = _arguments.whole(start, "counter", "start")
        stride = _arguments.whole(step, "counter", "step")
        return cls._of(Numbered(first, None, stride, dtypes.as_dtype(dtype)))

    @classmethod
    def random(
        cls,
        seed: int | None = None,
        rerandomize_each_iteration: bool | None = None,
        name: str | None = None,
    ) -> Self:
        """Random whole numbers of int64, without an end.

        Args:
            seed: See `tf.random.set_seed`.
            rerandomize_each_iteration: Whether each iteration gives other numbers.

        Differs from TensorFlow: the numbers are the lower 31 bits of TensorFlow's, which has 32.
        """
        draw = _arguments.epochs(seed, "random", anew=bool(rerandomize_each_iteration))
        return cls._of(Drawn(draw, 31))

    @classmethod
    def zip(cls, *args: Any, datasets: Any = None, name: str | None = None) -> Self:
        """Elements of several datasets side by side, as long as all have some.

        Args:
            *args: Datasets, or one structure of datasets.
            datasets: The structure, by its name.

        Raises:
            TypeError: Something that is no dataset.
        """
        if datasets is None:
            if not args:
                raise ValueError("Must pass at least one dataset to `zip`.")
            datasets = args[0] if len(args) == 1 else args
        elif args:
            raise ValueError("Both `*args` and `datasets` cannot be set.")
        leaves = flatten(datasets)
        for one in leaves:
            if not isinstance(one, Core):
                raise TypeError(
                    "Invalid input to `zip`. Inputs are expected to be (nested) structures of "
                    f"`tf.data.Dataset` objects but encountered object of type {type(one)}."
                )
        if not is_structure(datasets):
            return cls._of(stage_of(datasets, "zip"))

        return cls._of(Zip([one._stage for one in leaves], lambda row: packed(datasets, row)))

    @classmethod
    def list_files(
        cls,
        file_pattern: Any,
        shuffle: bool | None = None,
        seed: int | None = None,
        name: str | None = None,
    ) -> Self:
        """Names of files that match patterns such as `"/data/*.txt"`.

        Args:
            file_pattern: One or several patterns.
            shuffle: Whether they come in a random order; otherwise sorted.
            seed: See `tf.random.set_seed`.

        Raises:
            InvalidArgumentError: No file matches.
        """
        names = np.array(matching_files(file_pattern), object)
        files = Slices(names)
        if shuffle is False:
            return cls._of(files)
        order = _arguments.epochs(seed, "list_files", anew=True)
        return cls._of(Shuffle(files, len(names), order))

    @classmethod
    def load(
        cls,
        path: Any,
        element_spec: Any = None,
        compression: Any = None,
        reader_func: Any = None,
        wait: bool = False,
    ) -> Self:
        """The elements that `Dataset.save` has written to a folder.

        Args:
            path: The folder.
            element_spec: Accepted; it is in the folder.
            compression: Accepted.
            reader_func: Accepted.
            wait: Accepted.

        Only load what you trust: as every pickle, the file could run code.

        Raises:
            NotFoundError: Nothing was saved there.
        """
        return cls._of(written(path))

    @classmethod
    def choose_from_datasets(
        cls, datasets: Any, choice_dataset: Any, stop_on_empty_dataset: bool = True
    ) -> Self:
        """Elements of several datasets, each time of the one that another dataset names.

        Args:
            datasets: Datasets of alike elements.
            choice_dataset: Numbers of datasets, scalars of int64.
            stop_on_empty_dataset: Whether all ends when a chosen dataset has ended; otherwise that
                choice is passed over.
        """
        if not datasets:
            raise ValueError("Invalid `datasets`. `datasets` should not be empty.")
        spec = choice_dataset.element_spec
        if getattr(spec, "dtype", None) is not dtypes.int64 or spec.shape.rank != 0:
            raise TypeError(
                "Invalid `choice_dataset`. Elements of `choice_dataset` must be scalar `tf.int64` "
                f"tensors but are {spec!r}."
            )
        stages = [stage_of(one, "choose_from_datasets") for one in datasets]
        return cls._of(Directed(choice_dataset._stage, stages, stop=stop_on_empty_dataset))

    @classmethod
    def sample_from_datasets(
        cls,
        datasets: Any,
        weights: Any = None,
        seed: int | None = None,
        stop_on_empty_dataset: bool = False,
        rerandomize_each_iteration: bool | None = None,
    ) -> Self:
        """Elements of several datasets, each time of one drawn at random.

        Args:
            datasets: Datasets of alike elements.
            weights: How often each is drawn, as often as the others if None.
            seed: See `tf.random.set_seed`.
            stop_on_empty_dataset: Whether all ends when a drawn dataset has ended.
            rerandomize_each_iteration: Whether each iteration draws anew.
        """
        if not datasets:
            raise ValueError("Invalid `datasets`. `datasets` should not be empty.")
        stages = [stage_of(one, "sample_from_datasets") for one in datasets]
        logits = [1.0] * len(stages)
        if weights is not None:
            given = np.asarray(weights, np.float32)
            if given.shape != (len(stages),):
                raise ValueError(
                    "Invalid `weights`. `weights` should have the same length as `datasets` but "
                    f"got `len(weights)={given.size}` vs. `len(datasets)={len(stages)}`."
                )
            if not isinstance(weights, Tensor):
                kept = np.flatnonzero(given > 0)
                stages = [stages[i] for i in kept] or [Take(stages[0], 0)]
                given = given[kept] if len(kept) else np.ones(1, np.float32)
            with np.errstate(divide="ignore"):
                logits = np.log(given).tolist()
        if len(stages) == 1:
            return cls._of(stages[0])
        draw = _arguments.epochs(
            seed, "sample_from_datasets", anew=bool(rerandomize_each_iteration)
        )
        choices = WeightedChoices(Drawn(draw, 32), logits)
        return cls._of(Directed(choices, stages, stop=stop_on_empty_dataset))
