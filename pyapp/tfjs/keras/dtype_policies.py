"""`tf.keras.dtype_policies`: which dtype a layer computes in, and which its weights have."""

from typing import Any

from tfjs.keras import config
from tfjs.keras.engine.dtypes import standardize_dtype

_MIXED = ("mixed_float16", "mixed_bfloat16")
_global: "DTypePolicy | None" = None


class DTypePolicy:
    """The dtypes of a layer.

    Args:
        name: A dtype, for weights and computations alike, or "mixed_float16" or "mixed_bfloat16".

    Differs from Keras: TF.js has no float16, so mixed policies compute in float32. They keep their
    name, so that a model saved here has it elsewhere.

    Raises:
        ValueError: A name that is no dtype.
    """

    __slots__ = ("_dtype", "_name")

    def __init__(self, name: str | None = None) -> None:
        if name is None:
            name = config.floatx()
        if not isinstance(name, str):
            raise TypeError(
                "'name' must be a string, such as 'mixed_float16'. "
                f"Received: name={name} (of type {type(name)})"
            )
        self._name = name
        if name in _MIXED:
            self._dtype = "float32"
        else:
            try:
                self._dtype = standardize_dtype(name)
            except ValueError:
                raise ValueError(
                    f"Cannot convert '{name}' to a mixed precision `DTypePolicy`. Valid policies "
                    "include 'mixed_float16', 'mixed_bfloat16', and the name of any float dtype "
                    "such as 'float32'."
                ) from None

    @property
    def name(self) -> str:
        """What the policy was made with."""
        return self._name

    @property
    def compute_dtype(self) -> str:
        """Name of the dtype of computations."""
        return self._dtype

    @property
    def variable_dtype(self) -> str:
        """Name of the dtype of weights."""
        return self._dtype

    @property
    def quantization_mode(self) -> None:
        """None: there is no quantization."""
        return None

    def get_config(self) -> dict[str, Any]:
        """What the policy was made with."""
        return {"name": self._name}

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> "DTypePolicy":
        """A policy again."""
        return cls(**config)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DTypePolicy) and self._name == other._name

    def __hash__(self) -> int:
        return hash(self._name)

    def __repr__(self) -> str:
        return f'<DTypePolicy "{self._name}">'


FloatDTypePolicy = DTypePolicy


def dtype_policy() -> DTypePolicy:
    """The policy of layers that are given none."""
    return _global if _global is not None else get(config.floatx())


def set_dtype_policy(policy: Any) -> None:
    """Set the policy of layers that are given none; None for that of `floatx`."""
    global _global
    _global = None if policy is None else get(policy)


def get(identifier: Any) -> DTypePolicy:
    """A policy from its name, its config, a dtype, or itself; the session's if None.

    Raises:
        ValueError: Nothing of these.
    """
    if identifier is None:
        return dtype_policy()
    if isinstance(identifier, DTypePolicy):
        return identifier
    if type(identifier) is str:
        found = _made.get(identifier)
        if found is None:
            found = _made[identifier] = DTypePolicy(identifier)
        return found
    if isinstance(identifier, dict):
        return deserialize(identifier)
    try:
        return DTypePolicy(standardize_dtype(identifier))
    except ValueError:
        raise ValueError(
            "Cannot interpret `dtype` argument. Expected a string or an instance of DTypePolicy. "
            f"Received: dtype={identifier}"
        ) from None


def serialize(dtype_policy: DTypePolicy) -> dict[str, Any]:
    """The policy as a config that `deserialize` reads."""
    return {
        "module": "keras",
        "class_name": "DTypePolicy",
        "config": dtype_policy.get_config(),
        "registered_name": None,
    }


def deserialize(config: Any, custom_objects: Any = None) -> DTypePolicy:
    """A policy from its config, or its name.

    Raises:
        ValueError: The config of something else.
    """
    if not isinstance(config, dict):
        return get(config)
    inner = config.get("config", config)
    name = inner.get("name") if isinstance(inner, dict) else None
    if config.get("class_name", "DTypePolicy") not in ("DTypePolicy", "FloatDTypePolicy", "Policy"):
        raise ValueError(
            f"DTypePolicy: expected the config of a DTypePolicy. Received: {config}. Quantized "
            "policies cannot be computed here."
        )
    return get(name)


_made: dict[str, DTypePolicy] = {}
