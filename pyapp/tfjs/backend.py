"""`tf.backend`: where tensors are computed and why there; memory, flags and profiles.

`auto` reasons from what the machine has, and measures where reasoning is not enough:

- Without a real GPU (none, or a software rasterizer standing in for one) everything runs on WASM,
  or plain JavaScript where there is no WASM.
- With one, small work stays on WASM, whose calls cost microseconds where a GPU's cost tens of
  them. A model is timed on WASM and on the GPU when it is loaded (`settle`), and the faster one is
  kept.

A model counts as small below `SMALL_WORK` multiply-adds; it is not worth timing.
"""

import json
import time
from collections.abc import Callable, Iterator, MutableMapping
from dataclasses import dataclass
from typing import Any, Final

from tfjs import _bridge
from tfjs.errors import InvalidArgumentError, UnimplementedError

PREFERENCE: Final = ("webgpu", "webgl", "wasm", "cpu")
SMALL_WORK: Final = 2_000_000
_TIMED_RUNS: Final = 3


@dataclass(frozen=True)
class Fact:
    """What is known about a backend on this machine."""

    name: str
    available: bool
    software: bool
    """A rasterizer on the CPU that stands in for a GPU."""
    detail: str


@dataclass(frozen=True)
class Memory:
    """What lives on the backend at this moment."""

    num_tensors: int
    num_bytes: int
    num_data_buffers: int
    unreliable: bool
    """The backend cannot count all of its memory."""


@dataclass(frozen=True)
class KernelRun:
    """One kernel of a profile."""

    name: str
    ms: float | None
    """Milliseconds; None where the backend cannot time its kernels."""
    output_shapes: list[list[int]]
    bytes_added: int


@dataclass(frozen=True)
class AddedKernel:
    """A kernel that TF.js's backend lacks, or refuses some inputs of, and the library adds."""

    kernel: str
    backend: str
    how: str
    """`"composed"` of the backend's own means, or `"routed"` through the CPU backend."""
    when: str
    """The inputs it is for; empty for all."""
    calls: int
    """How often it has been run; counted for routed ones."""


@dataclass(frozen=True)
class Profile:
    """What `profile` saw."""

    new_bytes: int
    new_tensors: int
    peak_bytes: int
    kernels: list[KernelRun]


_requested = "auto"
_reason = ""


def facts() -> dict[str, Fact]:
    """What is known about each backend, by name."""
    return {entry["name"]: Fact(**entry) for entry in json.loads(_bridge.backend_facts())}


def available() -> list[str]:
    """Names of the backends that can be used here, software adapters included."""
    known = facts()
    return [name for name in PREFERENCE if known[name].available]


def current() -> str:
    """Name of the backend in use."""
    return _bridge.current_backend()


def reason() -> str:
    """Why this backend is in use, as a sentence."""
    return _reason


def requested() -> str:
    """What was asked for last: `"auto"` or a backend's name."""
    return _requested


def use(name: str) -> None:
    """Compute with another backend from now on; tensors move there when they are next used.

    Args:
        name: `"webgpu"`, `"webgl"`, `"wasm"`, `"cpu"`, or `"auto"`.

    Raises:
        InvalidArgumentError: No such backend.
        UnimplementedError: It cannot be used on this machine or in this browser.
    """
    global _requested, _reason
    if name == "auto":
        chosen, why = choose(facts())
        _switch(chosen)
        _requested, _reason = "auto", why
        return
    known = facts()
    if name not in known:
        raise InvalidArgumentError(
            f"use: expected one of {', '.join(known)}, auto. Received: name={name!r}.",
            op="backend.use",
        )
    if not known[name].available:
        raise UnimplementedError(
            f"use: the {name} backend cannot be used here: {known[name].detail}. "
            f"Available: {', '.join(available())}.",
            op="backend.use",
        )
    _switch(name)
    _requested = name
    _reason = f"you chose it ({known[name].detail})"


def _switch(name: str) -> None:
    if name == current():
        return
    _bridge.use_backend(name)


def choose(known: dict[str, Fact]) -> tuple[str, str]:
    """The backend for small work, which is all there is until a model is loaded, and why.

    Args:
        known: What the machine has.
    """
    base = "wasm" if known["wasm"].available else "cpu"
    what = f"{base} ({known[base].detail})"
    gpu = best_gpu(known)
    if gpu is not None:
        return base, f"{what} is fastest for small work; models are timed against {gpu}"
    return base, f"{what}: {no_gpu(known)}"


def best_gpu(known: dict[str, Fact]) -> str | None:
    """The real GPU backend to try first, if there is one."""
    real = [n for n in ("webgpu", "webgl") if known[n].available and not known[n].software]
    return real[0] if real else None


def no_gpu(known: dict[str, Fact]) -> str:
    """Why no GPU is used, in words."""
    software = [n for n in ("webgpu", "webgl") if known[n].software]
    if software:
        return f"{' and '.join(software)} would run in software here ({known[software[0]].detail})"
    return f"no GPU backend can be used ({known['webgpu'].detail}; {known['webgl'].detail})"


def settle(label: str, work: float, run: Callable[[], object]) -> None:
    """Under `auto`, pick the backend for a model just loaded; otherwise do nothing.

    Args:
        label: The model's name, for the reason.
        work: Its multiply-adds per call, or an estimate.
        run: Calls it once and waits for the result.
    """
    global _reason
    if _requested != "auto":
        return
    known = facts()
    base, why = choose(known)
    gpu = best_gpu(known)
    if gpu is None:
        _reason = why
        return
    if work < SMALL_WORK:
        _switch(base)
        _reason = (
            f"{label} is small work ({work / 1e6:.1f} M multiply-adds), for which {base} is fastest"
        )
        return
    times = {name: _median_time(name, run) for name in (gpu, base)}
    chosen = min(times, key=lambda name: times[name])
    _switch(chosen)
    measured = ", ".join(f"{name} {ms:.1f} ms" for name, ms in times.items())
    _reason = f"measured on {label}: {measured}"


def _median_time(name: str, run: Callable[[], object]) -> float:
    """Milliseconds of one call on a backend, after a first one that compiles and uploads."""
    try:
        _switch(name)
        run()
        times = []
        for _ in range(_TIMED_RUNS):
            started = time.perf_counter()
            run()
            times.append((time.perf_counter() - started) * 1000)
    except Exception:
        return float("inf")
    return sorted(times)[_TIMED_RUNS // 2]


def memory() -> Memory:
    """What lives on the backend at this moment; dropped tensors are freed first."""
    _bridge.flush()
    return Memory(**json.loads(_bridge.memory()))


def profile(f: Callable[[], object]) -> Profile:
    """Run `f` and list the kernels it ran."""
    report = json.loads(_bridge.profile(f))
    kernels = [KernelRun(**kernel) for kernel in report.pop("kernels")]
    return Profile(kernels=kernels, **report)


def added_kernels() -> list[AddedKernel]:
    """The kernels that the library adds to TF.js's, for all backends whose code is loaded.

    A routed one costs a round trip of its data between the backend and the CPU.
    """
    return [AddedKernel(**entry) for entry in json.loads(_bridge.added_kernels())]


class Flags(MutableMapping[str, Any]):
    """TF.js's flags by name, as `tf.backend.flags["WEBGL_PACK"] = False`."""

    def __getitem__(self, name: str) -> Any:
        return _bridge.get_flag(name)

    def __setitem__(self, name: str, value: Any) -> None:
        if name not in self:
            raise KeyError(f"flags: expected a flag of TF.js. Received: {name!r}.")
        _bridge.set_flag(name, value)

    def __delitem__(self, name: str) -> None:
        raise TypeError("flags: a flag cannot be removed; set it to its default instead.")

    def __contains__(self, name: object) -> bool:
        return name in set(_bridge.flag_names())

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(_bridge.flag_names()))

    def __len__(self) -> int:
        return len(_bridge.flag_names())


flags = Flags()
