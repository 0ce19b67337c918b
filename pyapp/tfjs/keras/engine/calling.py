"""How a layer is called: inputs converted and checked, weights built, `training` and masks found.

A built layer called on one tensor takes a short way, which costs a few microseconds.
"""

import warnings
from typing import Any

import numpy as np

from tfjs import dtypes, nest
from tfjs.dtypes import DType
from tfjs.keras.engine.context import Scope, state
from tfjs.keras.engine.inference import output_spec
from tfjs.keras.engine.input_spec import assert_input_compatibility
from tfjs.keras.engine.keras_tensor import KerasTensor
from tfjs.keras.engine.losses import LayerLosses
from tfjs.keras.engine.masks import carry, get_keras_mask, masks_of, set_keras_mask
from tfjs.keras.engine.node import Node
from tfjs.keras.engine.operation import Operation, is_default
from tfjs.keras.engine.signature import CallArguments, CallSignature, is_tensor, shapes_for
from tfjs.ops.casting import cast
from tfjs.ops.creation import convert_to_tensor
from tfjs.tensor import Tensor
from tfjs.variable import Variable


class LayerCall(LayerLosses, Operation):
    """The part of a layer that can be called."""

    _call_signature: CallSignature
    _compute_kind: DType
    _initialized: bool = False
    _convert_input_args: bool = True
    _allow_non_tensor_positional_args: bool = False
    _input_spec: Any = None
    _seen_shape: Any = None
    _computes_mask: bool = False
    _supports_masking: bool = False
    autocast: bool
    built: bool

    @property
    def input_spec(self) -> Any:
        """What is expected of the inputs: an `InputSpec`, or several of them, nested."""
        return self._input_spec

    @input_spec.setter
    def input_spec(self, value: Any) -> None:
        object.__setattr__(self, "_input_spec", value)
        object.__setattr__(self, "_seen_shape", None)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """What `call` gives for tensors, KerasTensors for KerasTensors.

        Args:
            *args: Tensors, nested in any way; arrays become tensors.
            **kwargs: Other arguments of `call`. `training` also holds for layers inside.

        Raises:
            ValueError: Inputs that the layer's `input_spec` does not fit.
        """
        if len(args) == 1 and not kwargs and self.built:
            x = args[0]
            if type(x) is Tensor and self._call_signature.simple:
                return self._call_on_tensor(x)
        return self._call_on_anything(args, kwargs)

    def _call_on_tensor(self, x: Tensor) -> Any:
        signature = self._call_signature
        mask = getattr(x, "_keras_mask", None)
        kind = x.dtype
        if kind is not self._compute_kind and kind.is_floating and self._convert_input_args:
            x = self._converted(x)
        if self._input_spec is not None and (x._shape or x.shape) is not self._seen_shape:
            self._assert_input_compatibility(x)
            object.__setattr__(self, "_seen_shape", x.shape)
        if not state.depth and state.losses:
            self._clear_losses()
        outer = state.training
        state.depth += 1
        state.path.append(self)
        try:
            if signature.has_training:
                training = signature.default_training if outer is None else outer
                state.training = training
                if mask is not None and signature.has_mask:
                    outputs = self.call(x, training=training, mask=mask)
                else:
                    outputs = self.call(x, training=training)
            elif mask is not None and signature.has_mask:
                outputs = self.call(x, mask=mask)
            else:
                outputs = self.call(x)
            if self.activity_regularizer is not None:
                self._add_activity_loss(outputs)
        except Exception as error:
            self._explain(error, {signature.first: x})
            raise
        finally:
            state.path.pop()
            state.depth -= 1
            state.training = outer
        if mask is not None or self._computes_mask:
            self._hand_on_mask(x, outputs, mask)
        return outputs

    def _call_on_anything(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        self._check_super_called()
        original = args, dict(kwargs)
        if self._convert_input_args:
            args = nest.map_structure(self._converted, args)
            kwargs = {name: nest.map_structure(self._converted, kwargs[name]) for name in kwargs}
        if not self._allow_non_tensor_positional_args:
            _check_positional(args)
        arguments = CallArguments(self._call_signature, args, kwargs)
        self._assert_input_compatibility(arguments.first)
        outer = state.training
        training = arguments.given.get("training", outer)
        state.training = self._call_signature.default_training if training is None else training
        if not state.depth and state.losses:
            self._clear_losses()
        state.depth += 1
        try:
            with Scope(self):
                if not self.built:
                    self._build_for(arguments)
                if self._call_signature.has_training and state.training is not None:
                    kwargs["training"] = state.training
                if arguments.symbolic:
                    return self._call_on_symbols(args, kwargs, original, arguments)
                return self._call_on_values(args, kwargs, arguments)
        except Exception as error:
            self._explain(error, arguments.by_name)
            raise
        finally:
            state.depth -= 1
            state.training = outer

    def _call_on_symbols(
        self,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        original: tuple[tuple[Any, ...], dict[str, Any]],
        arguments: CallArguments,
    ) -> Any:
        # Keras has these in configs too.
        if self._call_signature.has_training and state.training is not None:
            original[1].setdefault("training", state.training)
        if self._call_signature.has_mask and len(arguments.tensors) == 1:
            original[1].setdefault("mask", None)
        previous = masks_of(arguments.first)
        masked = any(mask is not None for mask in nest.flatten(previous))
        if masked and is_default(type(self).compute_output_shape):  # type: ignore[attr-defined]
            self._fill_in_masks(arguments, kwargs)
        outputs = self.compute_output_spec(*args, **kwargs)
        self.built = True
        Node(self, *original, outputs)
        if self._supports_masking and (masked or self._computes_mask):
            self._mask_symbols(arguments.first, outputs, previous)
        return outputs

    def _mask_symbols(self, inputs: Any, outputs: Any, previous: Any) -> None:
        """Give KerasTensors the masks that tensors in their place would have."""
        try:
            masks = output_spec(self.compute_mask, (inputs, previous), {})
        except Exception:
            return  # what masks only real values
        for tensor, mask in zip(nest.flatten(outputs), nest.flatten(masks), strict=False):
            if mask is not None:
                set_keras_mask(tensor, mask)

    def _call_on_values(
        self, args: tuple[Any, ...], kwargs: dict[str, Any], arguments: CallArguments
    ) -> Any:
        previous = self._fill_in_masks(arguments, kwargs)
        outputs = self.call(*args, **kwargs)
        if self.activity_regularizer is not None:
            self._add_activity_loss(outputs)
        self.built = True
        waiting = self.__dict__.pop("_restore_once_built", None)
        if waiting is not None:
            waiting()
            outputs = self.call(*args, **kwargs)
        if self._computes_mask or any(mask is not None for mask in nest.flatten(previous)):
            self._hand_on_mask(arguments.first, outputs, previous)
        return outputs

    def _converted(self, x: Any) -> Any:
        """An argument as `call` gets it: arrays as tensors, floating ones of the layer's dtype."""
        if isinstance(x, Tensor | Variable):
            kind = x.dtype
        elif isinstance(x, np.ndarray | np.generic):
            kind = dtypes.as_dtype(x.dtype)
            if kind.is_floating and self._compute_kind.is_floating and self.autocast:
                return convert_to_tensor(x, dtype=self._compute_kind)
            return convert_to_tensor(x)
        else:
            return x
        cast_it = self.autocast and kind.is_floating and self._compute_kind.is_floating
        if not cast_it or kind is self._compute_kind:
            return x
        found = cast(x, self._compute_kind)
        mask = get_keras_mask(x)
        if mask is not None:
            found._keras_mask = mask
        return found

    def _build_for(self, arguments: CallArguments) -> None:
        shapes = arguments.shapes()
        if is_default(type(self).build):
            self.build(next(iter(shapes.values()), None))
            return
        self.build(**shapes_for(self.build, shapes, arguments, type(self).__name__))
        self._assert_input_compatibility(arguments.first)

    def _fill_in_masks(self, arguments: CallArguments, kwargs: dict[str, Any]) -> Any:
        """Add the masks of the inputs that `call` has parameters for; returns the first one."""
        names = arguments.by_name
        if len(arguments.tensors) == 1:
            if "mask" in names and names["mask"] is None:
                kwargs["mask"] = masks_of(next(iter(arguments.tensors.values())))
        else:
            for name, value in arguments.tensors.items():
                own = f"{name}_mask"
                if own in names and names[own] is None:
                    kwargs[own] = masks_of(value)
        given = kwargs.get("mask")
        return masks_of(arguments.first) if given is None else given

    def _hand_on_mask(self, inputs: Any, outputs: Any, mask: Any) -> None:
        if self._supports_masking:
            carry(self, inputs, outputs, mask)
        elif mask is not None:
            warnings.warn(
                f"Layer '{self.name}' (of type {type(self).__name__}) was passed an input with a "
                "mask attached to it. However, this layer does not support masking and will "
                "therefore destroy the mask information. Downstream layers will not see the mask.",
                stacklevel=4,
            )

    def compute_mask(self, inputs: Any, previous_mask: Any = None) -> Any:
        """The mask of what `call` returns."""
        raise NotImplementedError

    def build(self, input_shape: Any) -> None:
        """Make the weights."""
        raise NotImplementedError

    def _assert_input_compatibility(self, inputs: Any) -> None:
        if self._input_spec:
            assert_input_compatibility(self._input_spec, inputs, self.name)

    def _check_super_called(self) -> None:
        if not self._initialized:
            raise RuntimeError(
                f"In layer '{type(self).__name__}', you forgot to call `super().__init__()` as the "
                "first statement in the `__init__()` method. Go add it!"
            )

    def _explain(self, error: Exception, arguments: dict[str, Any]) -> None:
        """Add to an error which layer it came from and what that was called with, as text."""
        if getattr(error, "_layer_explained", False):
            return
        lines = [f"Exception encountered when calling {type(self).__name__}.call()."]
        lines += [f"  • {name}={_described(value)}" for name, value in arguments.items()]
        error.add_note("\n".join(lines))
        try:
            error._layer_explained = True  # type: ignore[attr-defined]
        except AttributeError:
            return


def _described(value: Any) -> str:
    if nest.is_nested(value):
        return repr(nest.map_structure(_described, value))
    if is_tensor(value):
        return f"tf.Tensor(shape={value.shape}, dtype={value.dtype.name})"
    return f"{value!r:.200}"


def _check_positional(args: tuple[Any, ...]) -> None:
    for argument in nest.flatten(args):
        if not (argument is None or is_tensor(argument) or isinstance(argument, KerasTensor)):
            raise ValueError(
                "Only input tensors may be passed as positional arguments. The following "
                f"argument value should be passed as a keyword argument: {argument} (of type "
                f"{type(argument)})"
            )
