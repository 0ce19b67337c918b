"""`tf.keras.layers.Layer`: state and a computation, called on tensors or put into a graph."""

import warnings
from typing import Any

from tfjs import dtypes
from tfjs.keras import dtype_policies
from tfjs.keras.engine.building import tracked
from tfjs.keras.engine.context import Scope, state
from tfjs.keras.engine.dtypes import is_float_dtype, standardize_dtype
from tfjs.keras.engine.layer_config import LayerConfig
from tfjs.keras.engine.operation import default, is_default
from tfjs.keras.engine.signature import CallSignature, LateSignature
from tfjs.keras.engine.variable import Variable
from tfjs.module import Module

_LOCKED = (
    "You cannot add new elements of state (variables or sub-layers) to a layer that is already "
    "built. All state must be created in the `__init__()` method or in the `build()` method."
)


class Layer(LayerConfig, Module):  # type: ignore[misc]
    """A computation with state: weights made in `build`, used in `call`.

    Args:
        activity_regularizer: Regularizer of what the layer returns: a name, a config or an object.
        trainable: Whether training changes the weights.
        dtype: Of weights and computations: a name or a `DTypePolicy`; the session's if None.
        autocast: Whether floating inputs are cast to the dtype of computations.
        name: Made of the class's name if None.
        **kwargs: `input_shape` or `input_dim`, of the first layer of a `Sequential` model.

    Variables, layers, metrics and seed generators that are attributes, or lie in lists, tuples,
    dicts or sets that are, belong to the layer.

    Example:
        >>> class Scaled(tf.keras.layers.Layer):
        ...     def build(self, input_shape):
        ...         self.scale = self.add_weight(shape=(input_shape[-1],), initializer="ones")
        ...     def call(self, inputs):
        ...         return inputs * self.scale
        >>> Scaled()(tf.ones([2, 3])).shape
        TensorShape([2, 3])
    """

    _call_signature: CallSignature
    _TF_MODULE_IGNORED_PROPERTIES = frozenset({"_inbound_nodes", "_init_arguments", "_tracker"})

    built: bool = False
    autocast: bool = True
    activity_regularizer: Any = None
    supports_jit: bool = True
    _path: str | None = None
    _building: bool = False
    _build_shapes: dict[str, Any] | None = None

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "build" in cls.__dict__:
            cls.build = tracked(cls.__dict__["build"])  # type: ignore[method-assign]
        if "call" in cls.__dict__:
            cls._call_signature = LateSignature(cls, cls.__dict__["call"])  # type: ignore[assignment]

    def __new__(cls, *args: Any, **kwargs: Any) -> Any:
        """A layer that can already track what it is given."""
        instance = super().__new__(cls, *args, **kwargs)
        instance._start_tracking()
        return instance

    def __init__(
        self,
        *,
        activity_regularizer: Any = None,
        trainable: bool = True,
        dtype: Any = None,
        autocast: bool = True,
        name: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(name=name)
        self._dtype_policy = dtype_policies.get(dtype)
        self._compute_kind = dtypes.as_dtype(self._dtype_policy.compute_dtype)
        if activity_regularizer is not None:
            from tfjs.keras import regularizers

            self.activity_regularizer = regularizers.get(activity_regularizer)
        input_shape = kwargs.pop("input_shape", None)
        input_dim = kwargs.pop("input_dim", None)
        if input_dim is not None:
            input_shape = (input_dim,)
        if input_shape is not None:
            warnings.warn(
                "Do not pass an `input_shape`/`input_dim` argument to a layer. When using "
                "Sequential models, prefer using an `Input(shape)` object as the first layer in "
                "the model instead.",
                stacklevel=3,
            )
            self._input_shape_arg = input_shape
        if kwargs:
            raise ValueError(
                f"Unrecognized keyword arguments passed to {type(self).__name__}: {kwargs}"
            )
        if not isinstance(trainable, bool):
            raise ValueError(
                "Expected `trainable` to be a boolean. Received: "
                f"trainable={trainable} (of type {type(trainable)})"
            )
        self._trainable = trainable
        self.autocast = autocast
        object.__setattr__(self, "_losses", [])
        self._computes_mask = not is_default(type(self).compute_mask)
        self._supports_masking = self._computes_mask
        self._initialized = True

    @property
    def path(self) -> str | None:
        """Names of the layers around it, and its own, with slashes between; None until built."""
        return self._path

    @property
    def dtype_policy(self) -> dtype_policies.DTypePolicy:
        """Which dtypes the layer uses."""
        return self._dtype_policy

    @dtype_policy.setter
    def dtype_policy(self, value: Any) -> None:
        self._dtype_policy = dtype_policies.get(value)
        self._compute_kind = dtypes.as_dtype(self._dtype_policy.compute_dtype)

    @property
    def dtype(self) -> str:
        """Name of the dtype of weights."""
        return self._dtype_policy.variable_dtype

    @property
    def variable_dtype(self) -> str:
        """Name of the dtype of weights."""
        return self._dtype_policy.variable_dtype

    @property
    def compute_dtype(self) -> str:
        """Name of the dtype of computations."""
        return self._dtype_policy.compute_dtype

    @property
    def input_dtype(self) -> str:
        """Name of the dtype that floating inputs are cast to."""
        return self._dtype_policy.compute_dtype

    @property
    def supports_masking(self) -> bool:
        """Whether masks of inputs are handed on, as `compute_mask` says."""
        return self._supports_masking

    @supports_masking.setter
    def supports_masking(self, value: bool) -> None:
        self._supports_masking = value

    @default
    def build(self, input_shape: Any) -> None:
        """Make the weights; a subclass defines it.

        Args:
            input_shape: Shape of the inputs, with None for the batch; or several, nested alike.
        """
        unbuilt = is_default(type(self).build) and any(not inner.built for inner in self._layers)
        if unbuilt and not state.depth:
            warnings.warn(
                f"`build()` was called on layer '{self.name}', however the layer does not have a "
                "`build()` method implemented and it looks like it has unbuilt state. This will "
                "cause the layer to be marked as built, despite not being actually built, which "
                "may cause failures down the line. Make sure to implement a proper `build()` "
                "method.",
                stacklevel=3,
            )
        self.built = True

    def _build_at_init(self) -> None:
        """Complete a layer without weights before anyone calls it."""
        if is_default(type(self).build):
            self.built = True
            self._lock_state()

    def _post_build(self) -> None:
        """What happens after `build`; for subclasses in this library."""

    def _lock_state(self) -> None:
        if not self._tracker.locked:
            self._tracker.lock(_LOCKED)

    def add_weight(
        self,
        shape: Any = None,
        initializer: Any = None,
        dtype: Any = None,
        trainable: bool = True,
        autocast: bool = True,
        regularizer: Any = None,
        constraint: Any = None,
        aggregation: Any = "none",
        overwrite_with_gradient: bool = False,
        name: str | None = None,
    ) -> Variable:
        """Make a weight of the layer.

        Args:
            shape: Its sizes; a scalar if None.
            initializer: Name, config or object; glorot_uniform for floating dtypes and zeros for
                others if None.
            dtype: Its name; the layer's if None.
            trainable: Whether gradients change it.
            autocast: Kept with the variable.
            regularizer: Of its value; its penalties are among the layer's `losses`.
            constraint: Applied by the optimizer after each update.
            aggregation: Kept; there is one device.
            overwrite_with_gradient: Whether an optimizer assigns the gradient to it.
            name: Last part of its path.

        Raises:
            ValueError: A name in the place of the shape, or the layer is built already.
        """
        self._check_super_called()
        if isinstance(shape, str):
            raise ValueError(
                "`name` must be passed as a keyword argument. Received: "
                f"add_weight('{shape}', ...). Use: add_weight(shape=..., name='{shape}')."
            )
        from tfjs.keras import constraints, initializers, regularizers

        kind = self.variable_dtype if dtype is None else standardize_dtype(dtype)
        if initializer is None:
            initializer = "glorot_uniform" if is_float_dtype(kind) else "zeros"
        with Scope(self):
            variable = Variable(
                initializers.get(initializer),
                shape=() if shape is None else shape,
                dtype=kind,
                trainable=trainable,
                autocast=autocast,
                aggregation=aggregation,
                name=name,
            )
        variable.regularizer = regularizers.get(regularizer)
        variable.constraint = constraints.get(constraint)
        variable.overwrite_with_gradient = overwrite_with_gradient
        self._track_variable(variable)
        return variable

    def add_variable(
        self,
        shape: Any,
        initializer: Any,
        dtype: Any = None,
        trainable: bool = True,
        autocast: bool = True,
        regularizer: Any = None,
        constraint: Any = None,
        name: str | None = None,
    ) -> Variable:
        """The same as `add_weight`."""
        return self.add_weight(
            shape, initializer, dtype, trainable, autocast, regularizer, constraint, name=name
        )

    def call(self, *args: Any, **kwargs: Any) -> Any:
        """Compute; a subclass defines it, with `training` and `mask` as parameters if it wants."""
        raise NotImplementedError(
            f"Layer {type(self).__name__} does not have a `call()` method implemented."
        )

    @default
    def compute_mask(self, inputs: Any, previous_mask: Any = None) -> Any:
        """The mask of what `call` returns; that of the inputs unless a subclass defines it."""
        return previous_mask

    def count_params(self) -> int:
        """How many numbers the weights consist of.

        Raises:
            ValueError: The layer is not built.
        """
        if not self.built:
            raise ValueError(
                f"You tried to call `count_params` on layer '{self.name}', but the layer isn't "
                "built. You can build it manually via: `layer.build(input_shape)`."
            )
        return sum(variable.shape.num_elements() or 0 for variable in self.weights)

    def add_metric(self, *args: Any, **kwargs: Any) -> None:
        """Raise NotImplementedError, as in Keras 3."""
        raise NotImplementedError(
            "Layer `add_metric()` method is deprecated. Add your metric in "
            "`Model.compile(metrics=[...])`, or create metric trackers in init() or build() when "
            "subclassing the layer or model, then call `metric.update_state()` whenever necessary."
        )

    def __reduce__(self) -> Any:
        """A copy, or a pickle, is made of the config and the weights, as in Keras."""
        from tfjs.keras.saving.copies import parts_of, revived

        return revived, parts_of(self)

    def _obj_type(self) -> str:
        return "Layer"

    def __repr__(self) -> str:
        return f"<{type(self).__name__} name={self.name}, built={self.built}>"

    __str__ = __repr__


Layer._call_signature = CallSignature(Layer.call)


Layer.build = tracked(Layer.build)  # type: ignore[method-assign]
