"""`clone_model`: the same architecture with layers and weights of its own."""

from collections.abc import Callable
from typing import Any

from tfjs import nest
from tfjs.keras.engine.functional import Functional
from tfjs.keras.engine.functional_config import is_functional_like
from tfjs.keras.engine.input_layer import Input, InputLayer
from tfjs.keras.engine.keras_tensor import KerasTensor
from tfjs.keras.engine.sequential import Sequential

Cloning = Callable[[Any], Any]


def clone_model(
    model: Any,
    input_tensors: Any = None,
    clone_function: Cloning | None = None,
    call_function: Callable[..., Any] | None = None,
    recursive: bool = False,
    **kwargs: Any,
) -> Any:
    """A model of the same layers, made anew, with fresh weights.

    Args:
        model: A functional or sequential model, or one of another class with `get_config`.
        input_tensors: KerasTensors to begin at; new ones if None.
        clone_function: From a layer to the one in its place; a layer of its config if None.
        call_function: `(layer, *args, **kwargs)` -> outputs, in place of the layer's call; for
            functional models.
        recursive: Whether layers of models inside are given to `clone_function` too.
        **kwargs: None.

    Raises:
        ValueError: Arguments that models of this kind do not take.
    """
    cache = kwargs.pop("cache", None)
    if kwargs:
        raise ValueError(f"Unexpected keyword argument(s): {tuple(kwargs)}")
    if isinstance(model, Sequential):
        if call_function is not None:
            raise ValueError(
                "`call_function` argument is not supported with Sequential models. In a "
                "Sequential model, layers aren't called at model-construction time (they're "
                "merely listed). Use `call_function` with Functional models only. Received model "
                f"of type '{type(model).__name__}', with call_function={call_function}"
            )
        return _sequential(model, _cloning(clone_function, None, recursive, cache), input_tensors)
    if isinstance(model, Functional):
        cloning = _cloning(clone_function, call_function, recursive, cache)
        return _functional(model, cloning, input_tensors, call_function)
    if clone_function or input_tensors or call_function:
        raise ValueError(
            "Arguments `clone_function`, `call_function` and `input_tensors` are only supported "
            "for Sequential models or Functional models. Received model of type "
            f"'{type(model).__name__}', with clone_function={clone_function} and "
            f"input_tensors={input_tensors}"
        )
    from tfjs.keras.saving.serialization import deserialize_keras_object, serialize_keras_object

    config = serialize_keras_object(model)
    return deserialize_keras_object(config, custom_objects={type(model).__name__: type(model)})


def _cloning(
    function: Cloning | None,
    call_function: Callable[..., Any] | None,
    recursive: bool,
    cache: dict[int, Any] | None,
) -> Cloning:
    """A function from layers to their clones, one for each."""
    if function is not None and not callable(function):
        raise ValueError(
            "Expected `clone_function` argument to be a callable. Received: "
            f"clone_function={function}"
        )
    known: dict[int, Any] = {} if cache is None else cache

    def cloned(layer: Any) -> Any:
        if id(layer) in known:
            return known[id(layer)]
        if recursive and isinstance(layer, Sequential | Functional):
            inner = None if isinstance(layer, Sequential) else call_function
            twin = clone_model(layer, None, function, inner, recursive=True, cache=known)
        elif function is not None:
            twin = function(layer)
        else:
            twin = type(layer).from_config(layer.get_config())
        known[id(layer)] = twin
        return twin

    return cloned


def _sequential(model: Sequential, cloning: Cloning, input_tensors: Any) -> Any:
    layers = [cloning(layer) for layer in model.layers]
    first = model._layers[0] if model._layers else None
    given = isinstance(first, InputLayer)
    if input_tensors is not None:
        tensors = nest.flatten(input_tensors)
        if len(tensors) != 1 or not isinstance(tensors[0], KerasTensor):
            raise ValueError(
                "Argument `input_tensors` must contain a single KerasTensor. Received invalid "
                f"value: input_tensors={input_tensors}"
            )
        layers.insert(0, tensors[0])
    elif isinstance(first, InputLayer) and given:
        layers.insert(
            0,
            Input(
                batch_shape=first.batch_shape,
                dtype=first.dtype,
                name=first.name,
                optional=first.optional,
            ),
        )
    return _compiled_like(model, Sequential(layers, name=model.name, trainable=model.trainable))


def _functional(
    model: Functional,
    cloning: Cloning,
    input_tensors: Any,
    call_function: Callable[..., Any] | None,
) -> Any:
    if input_tensors is None:
        tensors = [Input(batch_shape=x.shape, dtype=x.dtype, name=x.name) for x in model.inputs]
        input_tensors = nest.pack_sequence_as(model.input, tensors)
    elif not all(isinstance(x, KerasTensor) for x in nest.flatten(input_tensors)):
        raise ValueError(
            "All entries in `input_tensors` must be KerasTensors. Received invalid values: "
            f"inputs_tensors={input_tensors}"
        )
    else:
        nest.assert_same_structure(input_tensors, model.input, check_types=False)

    def called(operation: Any) -> Callable[..., Any]:
        twin = cloning(operation)
        if call_function is None:
            return twin  # type: ignore[no-any-return]
        return lambda *args, **kwargs: call_function(twin, *args, **kwargs)

    found = model._plan.run(nest.flatten(input_tensors), called)
    outputs = nest.pack_sequence_as(model.output, found)
    kind = type(model) if is_functional_like(type(model)) else Functional
    return _compiled_like(model, kind(input_tensors, outputs, name=model.name))


def _compiled_like(model: Any, twin: Any) -> Any:
    if getattr(model, "compiled", False):
        twin.compile_from_config(model.get_compile_config())
    return twin
