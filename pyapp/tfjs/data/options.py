"""`tf.data.Options`: accepted and kept, for programs that set them; nothing here needs tuning."""

import enum
from typing import Any


class AutoShardPolicy(enum.IntEnum):
    """How a dataset would be shared among machines."""

    OFF = -1
    AUTO = 0
    FILE = 1
    DATA = 2
    HINT = 3


class ExternalStatePolicy(enum.IntEnum):
    """What would be said about state that cannot be saved."""

    WARN = 0
    IGNORE = 1
    FAIL = 2


class _Settings:
    """Names that may be set; everything else is a mistake."""

    _names: tuple[str, ...] = ()

    def __init__(self) -> None:
        for name in self._names:
            object.__setattr__(self, name, None)

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in self._names:
            raise AttributeError(f"Cannot set the property {name} on {type(self).__name__}.")
        object.__setattr__(self, name, value)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and all(
            getattr(self, name) == getattr(other, name) for name in self._names
        )

    def __hash__(self) -> int:
        return hash(type(self))

    def _set(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self._names}


class AutotuneOptions(_Settings):
    """Accepted, without effect."""

    _names = ("autotune_algorithm", "cpu_budget", "enabled", "initial_parallelism", "ram_budget")


class DistributeOptions(_Settings):
    """Accepted, without effect."""

    _names = ("auto_shard_policy", "num_devices")


class OptimizationOptions(_Settings):
    """Accepted, without effect."""

    _names = (
        *("apply_default_optimizations", "filter_fusion", "filter_parallelization"),
        *("inject_prefetch", "map_and_batch_fusion", "map_and_filter_fusion", "map_fusion"),
        *("map_parallelization", "noop_elimination", "parallel_batch", "seq_interleave_prefetch"),
        "shuffle_and_repeat_fusion",
    )


class ThreadingOptions(_Settings):
    """Accepted, without effect."""

    _names = ("max_intra_op_parallelism", "private_threadpool_size")


class Options(_Settings):
    """Settings of a dataset.

    All are accepted; elements come in a fixed order and one at a time whatever they say.
    """

    _names = (
        *("autotune", "dataset_name", "deterministic", "distribute", "experimental_deterministic"),
        *("experimental_distribute", "experimental_external_state_policy"),
        *("experimental_optimization", "experimental_slack", "experimental_symbolic_checkpoint"),
        *("experimental_threading", "experimental_warm_start", "framework_type"),
        *("optimization", "symbolic_checkpoint", "threading", "warm_start"),
    )

    def __init__(self) -> None:
        super().__init__()
        self.autotune = AutotuneOptions()
        self.distribute = self.experimental_distribute = DistributeOptions()
        self.optimization = self.experimental_optimization = OptimizationOptions()
        self.threading = self.experimental_threading = ThreadingOptions()

    def merge(self, options: "Options") -> "Options":
        """These settings, and those that `options` has set in their place."""
        made = Options()
        for chosen in (self, options):
            for name, value in chosen._set().items():
                if value is not None:
                    setattr(made, name, value)
        return made
