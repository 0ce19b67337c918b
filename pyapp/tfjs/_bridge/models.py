"""Files and models on the host's side, behind numbers: weights never pass through Python."""

import json
from collections.abc import Callable, Sequence
from typing import Any, Literal, TypeAlias

from tfjs._bridge import faults, handles
from tfjs._bridge.blobs import Held, ModelId, brought
from tfjs._bridge.host import JsException, can_run_sync, create_proxy, host, run_sync, to_js
from tfjs._bridge.transfer import wait
from tfjs.errors import ResourceExhaustedError

Listener: TypeAlias = Callable[[int, int], object]
Format: TypeAlias = Literal["graph-model", "layers-model"]

_SLOT_BITS = 24
"""An answer that holds a slot and a shape id: see SHAPE_UNIT in web/worker/host/models.js."""
_SLOT_MASK = 2**_SLOT_BITS - 1

resolve_url = host.resolve_url
serves_models = host.serves_models


class TransferError(Exception):
    """A file did not come: `status` is HTTP's, or 0 where there was no answer at all."""

    def __init__(self, url: str, status: int, why: str) -> None:
        super().__init__(f"{url}: {why}")
        self.url = url
        self.status = status
        self.why = why


class BuildError(Exception):
    """TF.js could not make a model of what it was given."""


def fetch(
    urls: Sequence[str],
    label: str,
    *,
    loaded: int = 0,
    total: int = 0,
    listener: Listener | None = None,
    stage: str = "model",
) -> Held:
    """Fetch files side by side, or one after another where Python cannot suspend.

    Args:
        urls: Addresses, relative to the page; `/models/…` is the site's own folder.
        label: What the page shows next to the progress.
        loaded: Bytes that came before these.
        total: Bytes of everything, including `loaded`; with 0 only a listener is told, what the
            server says.
        listener: Told the bytes so far and the total. What it raises stops the transfer and is
            raised here.
        stage: What the page calls the progress.

    Returns:
        Blob ids.

    Raises:
        TransferError: A file could not be had.
        KeyboardInterrupt: The visitor stopped it.
    """
    failure: list[BaseException] = []

    def guarded(so_far: int, of: int) -> bool:
        try:
            if listener is not None:
                listener(so_far, of)
        except BaseException as error:
            # Crossing into JavaScript would print it, and leave a reference there.
            failure.append(error)
        return not failure

    proxy = None if listener is None else create_proxy(guarded)
    ask = host.fetch_all if can_run_sync() else host.fetch_all_now
    try:
        answer: Any = ask(to_js(list(urls)), stage, label, loaded, total, proxy)
        return Held((brought(answer) if can_run_sync() else answer).to_py())
    except BaseException as error:
        if failure:
            raise failure.pop() from None
        if isinstance(error, JsException):
            raise _transfer_error(error) from error
        raise
    finally:
        if proxy is not None:
            proxy.destroy()


def _transfer_error(error: JsException) -> Exception:
    if error.name == "FetchError":
        return TransferError(error.url, error.status, str(error.message))
    return faults.translate(error, "load_model")


def kept(urls: Sequence[str], version: str) -> Held:
    """Blob ids of these files from the model cache; none unless all of them are kept."""
    return Held(brought(host.kept(to_js(list(urls)), version)) if can_run_sync() else ())


def keep(
    urls: Sequence[str], blobs: Sequence[int], version: str, index: tuple[str, str] | None = None
) -> bool:
    """Keep files in the model cache, if there is room and Python can wait for it; whether it is.

    Args:
        urls: Addresses of the files.
        blobs: Their bytes.
        version: What they are kept under.
        index: Address and text of a file that is kept last, as the index of the others. All of
            them are kept, or none, also when the wait is ended by Stop.
    """
    if not can_run_sync():
        return False
    url, text = index or (None, None)
    return bool(run_sync(host.keep(to_js(list(urls)), to_js(list(blobs)), version, url, text)))


def kept_files() -> list[dict[str, Any]]:
    """Every file of the model cache: `url`, `version`, `bytes`."""
    return json.loads(wait(host.kept_files()))  # type: ignore[no-any-return]


def forget_files(urls: Sequence[str]) -> int:
    """Drop files from the model cache, all of them if `urls` is empty; how many were there."""
    return int(wait(host.forget_files(*urls)))


def build_model(model_format: Format, document: str, blobs: Sequence[int]) -> ModelId:
    """Id of a model made of model.json's text and its weights.

    Raises:
        BuildError: TF.js refuses; nothing is left behind.
        ResourceExhaustedError: The weights do not fit into memory.
    """
    build = host.load_graph_model if model_format == "graph-model" else host.load_layers_model
    try:
        return ModelId(build(document, to_js(list(blobs))))
    except JsException as error:
        known = faults.translate(error, "load_model")
        if isinstance(known, ResourceExhaustedError):
            raise known from error
        raise BuildError(str(error.message)) from error


def describe_model(model: int) -> dict[str, Any]:
    """`inputs` and `outputs` of a model: name, shape (None where unknown) and dtype of each."""
    return json.loads(host.describe_model(model))  # type: ignore[no-any-return]


dtype_of = host.dtype_of


class ModelRun:
    """Runs a model from slots to slots.

    Args:
        model: Id of the model.
        inputs: Names of its inputs, in the order in which slots are passed.
        outputs: Names of the nodes wanted; the model's own outputs if empty.
        op: For messages.
    """

    __slots__ = ("_async", "_one", "_op", "_sync", "_waits")

    def __init__(self, model: int, inputs: Sequence[str], outputs: Sequence[str], op: str) -> None:
        operation = host.model_operation(model, to_js(list(inputs)), to_js(list(outputs)))
        self._sync = operation.execute
        self._async = operation.executeAsync
        self._one = operation.executeOne
        self._waits = False
        self._op = op

    def __call__(self, slots: Sequence[int]) -> int | list[int]:
        """The one result, or a list of them; the slots returned are the caller's to own."""
        handles.flush()
        try:
            results = self._run(slots)
        except JsException as error:
            faults.fail(error, self._op)
        return results if isinstance(results, int) else list(results.to_py())

    def one(self, slot: int) -> tuple[int, tuple[int, ...]] | None:
        """Slot and shape of the one result for one input; None if this way is not open."""
        handles.flush()
        try:
            code = self._one(slot)
        except JsException:
            return None
        return code & _SLOT_MASK, handles.shape_at(code >> _SLOT_BITS)

    def _run(self, slots: Sequence[int]) -> Any:
        if not self._waits:
            try:
                return self._sync(*slots)
            except JsException as error:
                # TF.js refuses to run a graph with control flow in one go, before it has computed
                # anything.
                if "executeAsync" not in str(error.message):
                    raise
                self._waits = True
        return wait(self._async(*slots))
