"""Cells made of a product with the inputs and one with the state, and layers of one such cell."""

from typing import Any, ClassVar

from tfjs import _bridge
from tfjs.keras import activations, constraints, initializers, regularizers
from tfjs.keras.engine.layer import Layer
from tfjs.keras.layers.core.products import as_fractions
from tfjs.keras.layers.rnn.dropout_rnn_cell import DropoutRNNCell
from tfjs.keras.layers.rnn.rnn import RNN
from tfjs.keras.random import SeedGenerator
from tfjs.ops._arguments import as_tensor
from tfjs.ops.creation import zeros
from tfjs.ops.joining import concat, split
from tfjs.ops.linalg import matmul
from tfjs.ops.shaping import expand_dims, reshape, sizes_of
from tfjs.tensor import Tensor

ROLES = ("kernel", "recurrent", "bias")
KINDS = {"initializer": initializers, "regularizer": regularizers, "constraint": constraints}


def of_weights(arguments: dict[str, Any]) -> dict[str, Any]:
    """Those arguments of a constructor, `locals()` there, that are about a cell's weights."""
    names = [f"{role}_{kind}" for kind in KINDS for role in ROLES]
    return {name: arguments[name] for name in names}


_product = _bridge.Instruction(
    "_FusedMatMul",
    "kernel",
    inputs=("a", "b", "bias"),
    attributes=("transposeA", "transposeB", "activation"),
    op="matmul",
)


def projected(inputs: Any, kernel: Any, bias: Any) -> Tensor:
    """`inputs @ kernel + bias`, for inputs of shape `(…, features)`; no bias if it is None."""
    weights = as_tensor(kernel)
    x = as_fractions(as_tensor(inputs), weights)
    sizes = sizes_of(x)
    if bias is None or 0 in sizes:
        out = matmul(reshape(x, (-1, sizes[-1])), weights)
        out = out if bias is None else out + bias
        return reshape(out, (*sizes[:-1], weights.shape[-1]))
    rows, columns = reshape(x, (1, -1, sizes[-1])), expand_dims(weights, 0)
    slots = (rows._slot, columns._slot, as_tensor(bias)._slot)
    out = Tensor(_product(slots, (False, False, "linear")), x.dtype)
    return reshape(out, (*sizes[:-1], weights.shape[-1]))


class DenseCell(DropoutRNNCell, Layer):  # type: ignore[misc]
    """Weights, dropout and configuration that the cells have in common.

    `project` does what the inputs of all time steps need at once, `advance` what is left for each.
    """

    gates: ClassVar[int]
    seed_comes_first: ClassVar[bool] = False
    """Whether the dropout's seed is drawn before those of the weights, as Keras does for some."""
    units: int
    activation: Any
    bias_initializer: Any
    bias: Any

    def _set_up(
        self,
        units: int,
        use_bias: bool,
        dropout: float,
        recurrent_dropout: float,
        seed: int | None,
        of_weights: dict[str, Any],
    ) -> None:
        if self.seed_comes_first:
            self.seed_generator = SeedGenerator(seed)
        self.units = units
        self.use_bias = use_bias
        for name, given in of_weights.items():
            setattr(self, name, KINDS[name.rsplit("_", 1)[1]].get(given))
        self.dropout = min(1.0, max(0.0, dropout))
        self.recurrent_dropout = min(1.0, max(0.0, recurrent_dropout))
        self.seed = seed
        if not self.seed_comes_first:
            self.seed_generator = SeedGenerator(seed)
        self.state_size: Any = units
        self.output_size = units

    def _weight(self, name: str, role: str, shape: tuple[int, ...], initializer: Any = None) -> Any:
        return self.add_weight(
            name=name,
            shape=shape,
            initializer=initializer or getattr(self, f"{role}_initializer"),
            regularizer=getattr(self, f"{role}_regularizer"),
            constraint=getattr(self, f"{role}_constraint"),
        )

    def build(self, input_shape: Any) -> None:
        """Make the weights.

        Raises:
            ValueError: The number of features is unknown.
        """
        if input_shape[-1] is None:
            raise ValueError(
                f"The last dimension of the inputs to a {type(self).__name__} should be defined. "
                f"Found None. Full input shape received: {tuple(input_shape)}"
            )
        wide = self.gates * self.units
        self.kernel = self._weight("kernel", "kernel", (input_shape[-1], wide))
        self.recurrent_kernel = self._weight("recurrent_kernel", "recurrent", (self.units, wide))
        self.bias = self._bias() if self.use_bias else None

    def _bias(self) -> Any:
        return self._weight("bias", "bias", (self.gates * self.units,))

    def get_initial_state(self, batch_size: int | None = None) -> list[Tensor]:
        """Zeros, of shape `(batch_size, units)`."""
        count = len(self.state_size) if isinstance(self.state_size, list) else 1
        return [zeros((batch_size, self.units)) for _ in range(count)]

    def _input_bias(self) -> Any:
        return self.bias

    def project(self, inputs: Tensor, training: bool) -> Tensor:
        """What the steps take of their inputs.

        Args:
            inputs: Shape `(batch, features)` or `(batch, steps, features)`.
            training: Whether dropout is applied.

        Returns:
            The same shape with `gates * units` in place of the features.
        """
        mask = None
        if training and self._drops(self.dropout):
            mask = self.get_dropout_mask(inputs if inputs.ndim == 2 else inputs[:, 0])
        if mask is None:
            return projected(inputs, self.kernel, self._input_bias())
        masks = mask if isinstance(mask, list) else [mask]
        if inputs.ndim == 3:
            masks = [expand_dims(one, 1) for one in masks]
        if len(masks) == 1:
            return projected(inputs * masks[0], self.kernel, self._input_bias())
        kernels = split(as_tensor(self.kernel), len(masks), -1)
        pairs = zip(masks, kernels, strict=True)
        parts = concat([projected(inputs * one, kernel, None) for one, kernel in pairs], -1)
        bias = self._input_bias()
        return parts if bias is None else parts + bias

    def _drops(self, rate: float) -> bool:
        return 0 < rate < 1 or (rate == 1 and self.gates == 1)  # as Keras has it

    def _product_with(self, state: Tensor, training: bool) -> Tensor:
        """The state times the recurrent kernel, its masks applied."""
        mask = None
        if training and self._drops(self.recurrent_dropout):
            mask = self.get_recurrent_dropout_mask(state)
        if mask is None:
            return matmul(state, self.recurrent_kernel)
        if not isinstance(mask, list):
            return matmul(state * mask, self.recurrent_kernel)
        kernels = split(as_tensor(self.recurrent_kernel), len(mask), -1)
        pairs = zip(mask, kernels, strict=True)
        return concat([matmul(state * one, kernel) for one, kernel in pairs], -1)

    def advance(
        self, projected: Tensor, states: list[Tensor], training: bool
    ) -> tuple[Tensor, list[Tensor]]:
        """One time step from what `project` gave; output and next states."""
        raise NotImplementedError

    def call(self, inputs: Tensor, states: Any, training: Any = False) -> Any:
        """One time step: `inputs` of shape `(batch, features)`, a list of states."""
        nested = isinstance(states, list | tuple)
        given = list(states) if nested else [states]
        output, after = self.advance(self.project(inputs, bool(training)), given, bool(training))
        return output, after if nested else after[0]

    def get_config(self) -> dict[str, Any]:
        """What the cell was made with."""
        config = super().get_config() | {"units": self.units, "use_bias": self.use_bias}
        config["activation"] = activations.serialize(self.activation)
        for kind, module in KINDS.items():
            for role in ROLES:
                name = f"{role}_{kind}"
                config[name] = module.serialize(getattr(self, name))
        return config | {
            "dropout": self.dropout,
            "recurrent_dropout": self.recurrent_dropout,
            "seed": self.seed,
        }


def of_cell(name: str) -> Any:
    """A property of a layer that is its cell's."""
    return property(lambda self: getattr(self.cell, name), doc=f"`{name}` of the cell.")


class DenseRNN(RNN):
    """A layer of one `DenseCell`: the inputs of all time steps are projected at once."""

    units = of_cell("units")
    activation = of_cell("activation")
    use_bias = of_cell("use_bias")
    kernel_initializer = of_cell("kernel_initializer")
    recurrent_initializer = of_cell("recurrent_initializer")
    bias_initializer = of_cell("bias_initializer")
    kernel_regularizer = of_cell("kernel_regularizer")
    recurrent_regularizer = of_cell("recurrent_regularizer")
    bias_regularizer = of_cell("bias_regularizer")
    kernel_constraint = of_cell("kernel_constraint")
    recurrent_constraint = of_cell("recurrent_constraint")
    bias_constraint = of_cell("bias_constraint")
    dropout = of_cell("dropout")
    recurrent_dropout = of_cell("recurrent_dropout")

    def inner_loop(
        self,
        sequences: Any,
        initial_state: list[Any],
        mask: Any,
        training: bool = False,
        given: bool = True,
    ) -> tuple[Any, Any, Any]:
        """Go through the time steps; see `RNN.inner_loop`."""
        cell = self.cell

        def step(inputs: Any, states: list[Tensor]) -> tuple[Tensor, list[Tensor]]:
            return cell.advance(inputs, states, training)  # type: ignore[no-any-return]

        return self._looped(step, cell.project(sequences, training), initial_state, mask)

    def get_config(self) -> dict[str, Any]:
        """What the layer was made with."""
        config = super().get_config()
        cell = config.pop("cell")["config"]
        own = {name: value for name, value in cell.items() if name not in config}
        return (
            config
            | own
            | {"activity_regularizer": regularizers.serialize(self.activity_regularizer)}
        )

    @classmethod
    def from_config(cls, config: dict[str, Any], custom_objects: Any = None) -> "DenseRNN":
        """A layer like the one that gave this config."""
        return cls(**config)
