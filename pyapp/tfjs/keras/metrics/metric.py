"""`Metric`: what all metrics have in common: state in variables, updated by operations."""

from typing import Any

from tfjs.keras import dtype_policies, initializers
from tfjs.keras._names import auto_name
from tfjs.keras.engine.context import Scope
from tfjs.keras.engine.tracking import Tracker
from tfjs.keras.engine.variable import Variable
from tfjs.ops.creation import zeros
from tfjs.variable import Variable as TensorFlowVariable


class Metric:
    """Base of the metrics.

    A subclass makes its state with `add_variable`, changes it in `update_state` and computes from
    it in `result`. Both use operations only and read no values, so that a train step replays them.

    Args:
        dtype: Of the computation: a name, a dtype or a policy; `keras.config.floatx()` if None.
        name: Of the metric; from the class's name if None.
    """

    _direction: str | None = None
    """Whether "up" or "down" is better, for callbacks that look for the best."""

    def __init__(self, dtype: Any = None, name: str | None = None) -> None:
        self.name = name or auto_name(type(self).__name__)
        self._dtype_policy = dtype_policies.get(dtype)
        self._dtype = self._dtype_policy.compute_dtype
        self._metrics: list[Metric] = []
        self._variables: list[Any] = []
        self._tracker = Tracker(
            {
                "variables": (_is_variable, self._variables),
                "metrics": (_is_metric, self._metrics),
            }
        )

    @property
    def dtype(self) -> str:
        """Name of the dtype of the computation."""
        return self._dtype

    @property
    def variables(self) -> list[Any]:
        """The state, that of metrics inside this one too."""
        return self._variables + [v for metric in self._metrics for v in metric.variables]

    def add_variable(
        self,
        shape: Any,
        initializer: Any,
        dtype: Any = None,
        aggregation: str = "sum",
        name: str | None = None,
    ) -> Any:
        """Make a part of the state.

        Args:
            shape: Of the value.
            initializer: What it begins with: an initializer or its name.
            dtype: `keras.config.floatx()` if None.
            aggregation: Kept; there is one device.
            name: Of the variable.
        """
        self._check_super_called()
        with Scope(self):
            variable = Variable(
                initializers.get(initializer),
                shape=shape,
                dtype=dtype,
                trainable=False,
                aggregation=aggregation,
                name=name,
            )
        self._tracker.add("variables", variable)
        return variable

    def add_weight(
        self, shape: Any = (), initializer: Any = None, dtype: Any = None, name: str | None = None
    ) -> Any:
        """What `add_variable` was called before Keras 3; begins with zeros."""
        return self.add_variable(shape, initializer or "zeros", dtype, name=name)

    def _zeros(self, name: str, shape: Any = (), dtype: Any = None) -> Any:
        return self.add_variable(shape, "zeros", dtype, name=name)

    def reset_state(self) -> None:
        """Set the state back to zeros."""
        for variable in self.variables:
            variable.assign(zeros(variable.shape, variable.dtype))

    def update_state(self, *args: Any, **kwargs: Any) -> Any:
        """Take a batch into account."""
        raise NotImplementedError

    def result(self) -> Any:
        """The value so far: a scalar tensor, another one, or a dictionary of those."""
        raise NotImplementedError

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Take a batch into account, and give the value so far."""
        self._check_super_called()
        self.update_state(*args, **kwargs)
        return self.result()

    def get_config(self) -> dict[str, Any]:
        """What the metric was made with."""
        return {"name": self.name, "dtype": self.dtype}

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> "Metric":
        """A metric with the arguments in `config`."""
        return cls(**config)

    def __setattr__(self, name: str, value: Any) -> None:
        tracker = self.__dict__.get("_tracker")
        super().__setattr__(name, value if tracker is None else tracker.track(value))

    def _check_super_called(self) -> None:
        if "_tracker" not in self.__dict__:
            raise RuntimeError(
                "You forgot to call `super().__init__()` in the `__init__()` method. Go add it!"
            )

    def __repr__(self) -> str:
        return f"<{type(self).__name__} name={self.name}>"


def _is_variable(value: Any) -> bool:
    return isinstance(value, TensorFlowVariable)


def _is_metric(value: Any) -> bool:
    return isinstance(value, Metric)
