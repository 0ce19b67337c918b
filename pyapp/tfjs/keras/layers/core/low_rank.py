"""LoRA: a weight that stays as it is, plus a product of two thin ones that is trained."""

from typing import Any

from tfjs.keras.engine.layer import Layer
from tfjs.keras.layers.core.products import rows_times
from tfjs.ops._arguments import as_tensor
from tfjs.ops.creation import zeros_like
from tfjs.ops.math import add, multiply
from tfjs.tensor import Tensor


class LowRank(Layer):
    """Base of layers whose main weight can be frozen and changed by a product of two thin ones.

    Hu et al., 2021, arXiv:2106.09685.
    """

    lora_rank: int | None = None
    lora_alpha: float | None = None
    lora_enabled = False
    _frozen: str
    """Attribute of the main weight."""
    _pair: tuple[str, str]
    """Attributes, and names, of the thin ones."""

    def _standardized_lora(self, rank: int | None, alpha: float | None) -> None:
        self.lora_rank = rank
        self.lora_alpha = rank if alpha is None else alpha
        self.lora_enabled = False

    def _check_lora(self, constraint: Any, what: str) -> None:
        name = what.removesuffix("s")
        if constraint:
            raise ValueError(
                f"Lora is incompatible with {name} constraints. In order to enable lora on this "
                f"layer, remove the `{what}_constraint` argument."
            )
        if not self.built:
            raise ValueError("Cannot enable lora on a layer that isn't yet built.")
        if self.lora_enabled:
            raise ValueError("lora is already enabled. This can only be done once per layer.")

    def _add_pair(
        self, rank: int, alpha: float | None, initial: tuple[Any, Any], regularizer: Any
    ) -> None:
        main = getattr(self, self._frozen)
        shapes = ((*main.shape[:-1], rank), (rank, main.shape[-1]))
        locked = self._tracker.locked
        self._tracker.unlock()
        for name, shape, initializer in zip(self._pair, shapes, initial, strict=True):
            weight = self.add_weight(shape, initializer, regularizer=regularizer, name=name)
            weight.path = f"{main.path.rpartition('/')[0]}/{name}"
            setattr(self, name, weight)
        self._tracker.locked = locked
        main.trainable = False
        self.lora_enabled = True
        self.lora_rank = rank
        self.lora_alpha = rank if alpha is None else alpha

    def _effective(self) -> Tensor:
        """The main weight with what was learned on top."""
        main = as_tensor(getattr(self, self._frozen))
        if not self.lora_enabled:
            return main
        thin, flat = (as_tensor(getattr(self, name)) for name in self._pair)
        scale = (self.lora_alpha or 0) / (self.lora_rank or 1)
        return add(main, multiply(scale, rows_times(thin, flat)))

    def _lora_config(self) -> dict[str, Any]:
        if not self.lora_rank:
            return {}
        return {"lora_rank": self.lora_rank, "lora_alpha": self.lora_alpha}

    def save_own_variables(self, store: Any) -> None:
        """Write the weights under "0", "1" …, the main one with what was learned on top."""
        if not self.lora_enabled:
            super().save_own_variables(store)
            return
        for place, value in enumerate([self._effective(), *self._others()]):
            store[str(place)] = value.numpy()

    def load_own_variables(self, store: Any) -> None:
        """Read what `save_own_variables` wrote; nothing is on top then."""
        if not self.lora_enabled:
            super().load_own_variables(store)
            return
        for place, variable in enumerate([getattr(self, self._frozen), *self._others()]):
            variable.assign(store[str(place)])
        for name in self._pair:
            variable = getattr(self, name)
            variable.assign(zeros_like(variable))

    def _others(self) -> list[Any]:
        """The weights that LoRA has nothing to do with."""
        known = [id(getattr(self, name)) for name in (self._frozen, *self._pair)]
        return [variable for variable in self._own_variables() if id(variable) not in known]


def refuse_quantization(config: Any) -> None:
    """Raise for a `quantization_config`: weights are float32 here.

    Raises:
        NotImplementedError: There is one.
    """
    if config is not None:
        raise NotImplementedError(
            "Quantized layers cannot be computed here: expected quantization_config=None. "
            f"Received: quantization_config={config}. Load the model before it was quantized."
        )
