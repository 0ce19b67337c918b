"""`tf.random.Generator`: a stream of random numbers as an object, with TensorFlow's numbers."""

import enum
import secrets
from typing import TYPE_CHECKING, Any

import numpy as np

from tfjs import _bridge, dtypes
from tfjs.dtypes import DType
from tfjs.ops import _draws
from tfjs.ops._arguments import from_array
from tfjs.ops.casting import relabeled
from tfjs.ops.joining import stack
from tfjs.ops.stateless_random import algorithm
from tfjs.tensor import Tensor
from tfjs.tensor_shape import TensorShape
from tfjs.variable import Variable

if TYPE_CHECKING:
    from tfjs._typing import DTypeLike, ShapeLike, TensorLike

_advance = _bridge.Instruction("random.generator", "own", op="random.Generator")


class Algorithm(enum.Enum):
    """Ways to make random numbers; this library has Philox, which `AUTO_SELECT` means too."""

    PHILOX = 1
    THREEFRY = 2
    AUTO_SELECT = 3


def create_rng_state(seed: Any, alg: Any) -> "np.ndarray[Any, Any]":
    """The state of a generator: counter (two numbers) and key, int64.

    Args:
        seed: An int, of which 64 bits go to each number from the first on, or up to three numbers,
            which are the last ones.
        alg: "philox".
    """
    algorithm(alg)
    if isinstance(seed, int):
        words = [(seed >> (64 * i)) & (2**64 - 1) for i in range(3)]
        return np.array(words, np.uint64).view(np.int64)
    given = np.asarray(seed.numpy() if isinstance(seed, Tensor | Variable) else seed)
    numbers = given.astype(np.int64).reshape(-1)[:3]
    return np.concatenate([np.zeros(3 - numbers.size, np.int64), numbers])


class GeneratorState:
    """The state of a generator, int64, shape `(3,)`: two numbers of the counter, and the key.

    Differs from TensorFlow: no `tf.Variable`, because those have 32 bits for an int64 here.
    """

    __slots__ = ("_words",)

    name = "StateVar:0"
    dtype = dtypes.int64
    shape = TensorShape([3])

    def __init__(self, words: Variable) -> None:
        self._words = words

    def numpy(self) -> "np.ndarray[Any, Any]":
        """The three numbers."""
        return np.asarray(self._words.numpy()).view(np.int64)

    def read_value(self) -> "np.ndarray[Any, Any]":
        """The three numbers."""
        return self.numpy()

    def assign(self, value: Any) -> None:
        """Set the three numbers."""
        self._words.assign(_words(np.asarray(value)))

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> "np.ndarray[Any, Any]":
        return np.asarray(self.numpy(), dtype)

    def __getitem__(self, key: Any) -> Any:
        return self.numpy()[key]

    def __repr__(self) -> str:
        return f"<tf.Variable '{self.name}' shape=(3,) dtype=int64, numpy={self.numpy()!r}>"


def _whole(state: Any) -> "np.ndarray[Any, Any]":
    array = np.asarray(state)
    if array.ndim != 1 or array.size < 3:
        raise ValueError(
            "Generator: expected a state of at least 3 numbers for the Philox algorithm. Received: "
            f"shape {array.shape}."
        )
    return array


def _words(state: "np.ndarray[Any, Any]") -> Tensor:
    """A state as the six words that travel, low ones first."""
    numbers = create_rng_state(state, "philox")
    return from_array(numbers.view(np.int32), dtypes.int32, None, "random.Generator")


class Generator:
    """A stream of random numbers with a state of its own.

    Make one with `from_seed`, `from_state`, `from_key_counter` or `from_non_deterministic_state`.

    Args:
        copy_from: A generator to start like.
        state: The state, if `copy_from` is None: three numbers of 64 bits.
        alg: "philox", or a member of `tf.random.Algorithm` that means it.

    Raises:
        ValueError: Neither or both of `copy_from` and `state`; another algorithm.
    """

    __slots__ = ("__weakref__", "_alg", "_state")

    _alg: int
    _state: Variable

    def __init__(
        self, copy_from: "Generator | None" = None, state: Any = None, alg: Any = None
    ) -> None:
        if (copy_from is None) == (state is None):
            raise ValueError("Generator: expected exactly one of `copy_from` and `state`.")
        if copy_from is not None:
            self._alg = copy_from._alg
            first = copy_from._state.read_value()
        else:
            if alg is None:
                raise ValueError("Generator: expected `alg` beside `state`. Received: alg=None.")
            self._alg = algorithm(alg)
            first = state if isinstance(state, Tensor) else _words(_whole(state))
        self._state = Variable(first, trainable=False, name="StateVar")

    @classmethod
    def from_state(cls, state: Any, alg: Any) -> "Generator":
        """A generator in a given state."""
        return cls(state=np.asarray(state), alg=alg)

    @classmethod
    def from_seed(cls, seed: Any, alg: Any = None) -> "Generator":
        """A generator whose state is made of a seed: an int, or up to three of them."""
        kind = "philox" if alg is None else alg
        return cls(state=create_rng_state(seed, kind), alg=kind)

    @classmethod
    def from_non_deterministic_state(cls, alg: Any = None) -> "Generator":
        """A generator that starts where nobody chose."""
        return cls.from_seed(secrets.randbits(128), alg)

    @classmethod
    def from_key_counter(cls, key: Any, counter: Any, alg: Any) -> "Generator":
        """A generator with a key (one number) and a counter (two numbers)."""
        return cls(state=_keyed(key, counter), alg=alg)

    def reset(self, state: Any) -> None:
        """Go to a state."""
        self._state.assign(_words(np.asarray(state)))

    def reset_from_seed(self, seed: Any) -> None:
        """Go to the state that a seed makes."""
        self.reset(create_rng_state(seed, self._alg))

    def reset_from_key_counter(self, key: Any, counter: Any) -> None:
        """Go to a key and a counter."""
        self.reset(_keyed(key, counter))

    @property
    def state(self) -> GeneratorState:
        """The state, which moves on with every draw."""
        return GeneratorState(self._state)

    @property
    def algorithm(self) -> int:
        """The number of the algorithm."""
        return self._alg

    @property
    def key(self) -> Any:
        """The key, a NumPy int64: an int64 tensor has 32 bits here."""
        return self.state.numpy()[2]

    def _draw(
        self, what: str, shape: tuple[int, ...], dtype: DType, inputs: tuple[Tensor, ...] = ()
    ) -> Tensor:
        slots = [self._state._cell._slot, *(t._slot for t in inputs)]
        numbers, state = _advance.several(slots, (what, shape, dtype.name))
        self._state.assign(Tensor(state, dtypes.int32), read_value=False)
        return Tensor(numbers, dtype)

    def skip(self, delta: Any) -> "np.ndarray[Any, Any]":
        """Move on as far as drawing `delta` numbers does; the state before that is returned."""
        before = self.state.numpy()
        counter = (int(before[0]) % 2**64) + ((int(before[1]) % 2**64) << 64) + 256 * int(delta)
        after = [counter % 2**64, (counter >> 64) % 2**64, int(before[2]) % 2**64]
        self.reset(np.array(after, np.uint64).view(np.int64))
        return before

    def normal(
        self,
        shape: "ShapeLike",
        mean: "TensorLike" = 0.0,
        stddev: "TensorLike" = 1.0,
        dtype: "DTypeLike" = dtypes.float32,
        name: str | None = None,
    ) -> Tensor:
        """Numbers of a normal distribution."""
        op = "Generator.normal"
        return _draws.scaled(self._draw, "normal", shape, mean, stddev, dtype, op)

    def truncated_normal(
        self,
        shape: "ShapeLike",
        mean: "TensorLike" = 0.0,
        stddev: "TensorLike" = 1.0,
        dtype: "DTypeLike" = dtypes.float32,
        name: str | None = None,
    ) -> Tensor:
        """Numbers of a normal distribution within two standard deviations of its mean."""
        op = "Generator.truncated_normal"
        return _draws.scaled(self._draw, "truncated", shape, mean, stddev, dtype, op)

    def uniform(
        self,
        shape: "ShapeLike",
        minval: Any = 0,
        maxval: Any = None,
        dtype: "DTypeLike" = dtypes.float32,
        name: str | None = None,
    ) -> Tensor:
        """Numbers evenly spread over `[minval, maxval)`; integers need `maxval`."""
        return _draws.uniform(self._draw, shape, minval, maxval, dtype, "Generator.uniform")

    def uniform_full_int(
        self, shape: "ShapeLike", dtype: "DTypeLike" = dtypes.uint64, name: str | None = None
    ) -> Tensor:
        """Whole numbers of every bit pattern; of 64 bits the low 32 are kept."""
        return _draws.full_range(self._draw, shape, dtype, "Generator.uniform_full_int")

    def binomial(
        self,
        shape: "ShapeLike",
        counts: "TensorLike",
        probs: "TensorLike",
        dtype: "DTypeLike" = dtypes.int32,
        name: str | None = None,
    ) -> Tensor:
        """Numbers of binomial distributions; `shape` ends with `broadcast(counts, probs)`."""
        return _draws.binomial(self._draw, shape, counts, probs, dtype, "Generator.binomial")

    def make_seeds(self, count: int = 1) -> Tensor:
        """Seeds for stateless operations, int64, shape `(2, count)`.

        Differs from TensorFlow: the low 32 bits of its seeds, because an int64 has 32 here.
        """
        keys = self.uniform_full_int([count], dtypes.int64)
        return stack([keys, relabeled(keys - keys, dtypes.int64)])

    def split(self, count: int = 1) -> "list[Generator]":
        """Generators that are independent of each other and of this one."""
        words = self._draw("wide_bits", (count,), dtypes.int32)
        rows = np.asarray(words.numpy()).reshape(count, 2)
        states = np.concatenate([np.zeros((count, 4), np.int32), rows], axis=1)
        return [Generator(state=row.view(np.int64), alg=self._alg) for row in states]

    def __deepcopy__(self, memo: Any) -> "Generator":
        return Generator(copy_from=self)


def _keyed(key: Any, counter: Any) -> "np.ndarray[Any, Any]":
    parts = [np.asarray(part).reshape(-1) for part in (counter, key)]
    return np.concatenate([part.astype(np.int64) for part in parts])


_global_generator: Generator | None = None


def get_global_generator() -> Generator:
    """The session's generator, made on first use where nobody chose."""
    global _global_generator
    if _global_generator is None:
        _global_generator = Generator.from_non_deterministic_state()
    return _global_generator


def set_global_generator(generator: Generator) -> None:
    """Make a generator the session's."""
    global _global_generator
    _global_generator = generator
