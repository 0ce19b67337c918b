"""Backends and bookkeeping of the host, as plain values."""

from collections.abc import Callable
from typing import Any

from tfjs._bridge import faults, handles
from tfjs._bridge.host import JsException, host
from tfjs._bridge.transfer import once, wait

current_backend = host.backend_current
backend_facts = host.backend_facts
memory = host.memory
get_flag = host.get_flag
set_flag = host.set_flag
gradient_facts = host.gradient_facts


def use_backend(name: str) -> None:
    """Switch; waits for a backend that has to be started first."""
    handles.flush()
    if host.backend_use_now(name):
        return
    try:
        wait(host.backend_use(name))
    except JsException as error:
        faults.fail(error, "backend.use", name)


def flag_names() -> list[str]:
    """Names of all flags of TF.js."""
    return host.flag_names().to_py()  # type: ignore[no-any-return]


added_kernels = host.added_kernels


def kernel_names(backend: str) -> list[str]:
    """Names of a backend's kernels, those included that were added."""
    return host.kernel_names(backend).to_py()  # type: ignore[no-any-return]


def never_kernels() -> list[str]:
    """Names among TF.js's kernels that are none: it composes those operations of others."""
    return host.never_kernels().to_py()  # type: ignore[no-any-return]


def profile(f: Callable[[], object]) -> str:
    """Kernels run by `f`, as JSON; an exception of `f` is raised here."""
    failure: list[BaseException] = []

    def guarded() -> None:
        try:
            f()
        except BaseException as error:
            failure.append(error)

    try:
        report = wait(host.profile(once(guarded)))
    finally:
        if failure:
            raise failure[0]
    return report  # type: ignore[no-any-return]


def census() -> str:
    """Everything a test counts to notice a leak, as JSON."""
    handles.flush()
    return host.census()


def exported_functions() -> list[str]:
    """Names of all functions that TF.js exports."""
    return host.exported_functions().to_py()  # type: ignore[no-any-return]


def clone(slot: int) -> int:
    """A second slot for the same values."""
    try:
        return host.clone(slot)
    except JsException as error:
        faults.fail(error, "identity")


def make_variable(slot: int, trainable: bool) -> int:
    """A new cell with the value in `slot`; tapes watch it by themselves if it is trainable."""
    handles.flush_if_many()
    try:
        return host.make_variable(slot, trainable)
    except JsException as error:
        faults.fail(error, "Variable")


def set_trainable(cell: int, trainable: bool) -> None:
    """Let tapes watch a cell by themselves, or no longer."""
    host.set_trainable(cell, trainable)


def free_variable(slot: int) -> None:
    """Give a cell back."""
    host.free_variable(slot)
    handles.drop(slot)


def assign(cell: int, slot: int) -> None:
    """Let a cell hold the value in `slot`."""
    try:
        host.assign(cell, slot)
    except JsException as error:
        faults.fail(error, "assign")


def module_names() -> Any:
    """Names that the host module offers, for the test that compares them with its stub."""
    return sorted(name for name in dir(host) if not name.startswith("_"))
