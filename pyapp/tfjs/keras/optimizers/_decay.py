"""Weight decay: variables that shrink a little in each step, apart from their gradients."""

import re
from collections.abc import Iterable
from typing import Any

from tfjs.ops.casting import cast


class Decay:
    """The part of an optimizer that lets variables decay."""

    weight_decay: float | None = None
    """What share of each variable, times the learning rate, is taken away in a step."""
    _excluded: frozenset[int] = frozenset()
    _excluded_names: re.Pattern[str] | None = None

    def exclude_from_weight_decay(
        self, var_list: Iterable[Any] | None = None, var_names: Iterable[str] | None = None
    ) -> None:
        """Say which variables do not decay, in place of what was said before.

        Args:
            var_list: Variables.
            var_names: Patterns: a variable in whose name one of them is found does not decay.
        """
        self._excluded = frozenset(id(variable) for variable in var_list or ())
        names = sorted(set(var_names or ()))
        self._excluded_names = re.compile("|".join(names)) if names else None

    def _use_weight_decay(self, variable: Any) -> bool:
        named = self._excluded_names is not None and self._excluded_names.search(variable.name)
        return not (named or id(variable) in self._excluded)

    def _decay_of(self, variable: Any) -> float | None:
        """The share of one variable; None if it keeps its size."""
        return self.weight_decay if self._use_weight_decay(variable) else None

    def _apply_weight_decay(self, variables: Iterable[Any], learning_rate: Any) -> None:
        for variable in variables:
            share = self._decay_of(variable)
            if share is not None:
                variable.assign_sub(variable * share * cast(learning_rate, variable.dtype))
