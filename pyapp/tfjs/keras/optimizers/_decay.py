"""Weight decay: variables that shrink a little in each step, apart from their gradients."""

import re
from collections.abc import Iterable
from typing import Any

from tfjs.ops.casting import cast
from tfjs.variable import Variable


class Decay:
    """The part of an optimizer that lets variables decay.

    Args:
        weight_decay: What share of each variable, times the learning rate, is taken away in a step.
    """

    built: bool

    def __init__(self, weight_decay: float | None) -> None:
        self.weight_decay = weight_decay
        self._excluded: set[int] = set()
        self._excluded_names: re.Pattern[str] | None = None

    def exclude_from_weight_decay(
        self,
        var_list: Iterable[Variable] | None = None,
        var_names: Iterable[str] | None = None,
    ) -> None:
        """Say which variables do not decay; before the optimizer is built.

        Args:
            var_list: Variables.
            var_names: Patterns: a variable in whose name one of them is found does not decay.

        Raises:
            ValueError: The optimizer is built.
        """
        if self.built:
            raise ValueError(
                "`exclude_from_weight_decay()` can only be configured before the optimizer is "
                "built."
            )
        self._excluded = {id(variable) for variable in var_list or ()}
        names = sorted(set(var_names or ()))
        self._excluded_names = re.compile("|".join(names)) if names else None

    def _apply_weight_decay(self, variables: Iterable[Variable], learning_rate: Any) -> None:
        if self.weight_decay is None:
            return
        for variable in variables:
            named = self._excluded_names and self._excluded_names.search(variable.name)
            if id(variable) in self._excluded or named:
                continue
            rate = cast(learning_rate, variable.dtype)
            variable.assign_sub(variable * self.weight_decay * rate)
