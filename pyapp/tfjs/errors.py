"""Exceptions of the library: TensorFlow's names, each also a builtin.

TfjsError (Exception)
├── OpError                       an operation refused or failed; .op
│   ├── InvalidArgumentError      (ValueError)           what does not go together: shapes, values
│   │   └── DTypeError            (TypeError)            dtypes, for which TensorFlow raises either
│   ├── NotFoundError             (LookupError)          no such file, URL, node or name; .url
│   ├── OutOfRangeError           (IndexError)
│   ├── UnimplementedError        (NotImplementedError)  no such operation, or not on this backend
│   ├── FailedPreconditionError   (RuntimeError)         released tensor, unbuilt layer
│   ├── ResourceExhaustedError    (MemoryError)          out of GPU or WASM memory
│   ├── UnavailableError          (ConnectionError)      no network, or a server that refuses; .url
│   ├── DataLossError             (ValueError)           truncated or corrupted data
│   ├── CancelledError            (RuntimeError)         the user stopped it
│   └── InternalError             (RuntimeError)         TF.js failed unexpectedly; .javascript
├── BridgeError                   the boundary itself
│   ├── HostNotReadyError         (RuntimeError)         not running inside the page's worker
│   └── ConversionError           (TypeError)            a value that cannot cross
└── ModelFormatError              (ValueError)           a file is not what it says; .path .issues
"""


class TfjsError(Exception):
    """Base of everything that the library raises on its own account."""


class OpError(TfjsError):
    """An operation refused its arguments or failed."""

    def __init__(self, message: str, *, op: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.op = op


class InvalidArgumentError(OpError, ValueError):
    """Shapes, values or dtypes that do not go together."""


class DTypeError(InvalidArgumentError, TypeError):
    """Dtypes that an operation does not take, or that do not go together.

    TensorFlow raises TypeError for them in some operations and InvalidArgumentError in others.
    """


class NotFoundError(OpError, LookupError):
    """A file, URL, node or name that is not there."""

    def __init__(self, message: str, *, op: str | None = None, url: str | None = None) -> None:
        super().__init__(message, op=op)
        self.url = url


class OutOfRangeError(OpError, IndexError):
    """An index outside its range."""


class UnimplementedError(OpError, NotImplementedError):
    """No such operation here, or not on this backend."""


class FailedPreconditionError(OpError, RuntimeError):
    """Something that had to happen first did not."""


class ResourceExhaustedError(OpError, MemoryError):
    """Out of memory: the GPU's, or WebAssembly's."""


class UnavailableError(OpError, ConnectionError):
    """The network, or the server, did not answer or refused to."""

    def __init__(self, message: str, *, op: str | None = None, url: str | None = None) -> None:
        super().__init__(message, op=op)
        self.url = url


class DataLossError(OpError, ValueError):
    """Data that is truncated or corrupted."""


class CancelledError(OpError, RuntimeError):
    """The user stopped the operation."""


class InternalError(OpError, RuntimeError):
    """TF.js failed in a way that has no better name; `javascript` holds its own report."""

    def __init__(self, message: str, *, op: str | None = None, javascript: str = "") -> None:
        super().__init__(message, op=op)
        self.javascript = javascript


class BridgeError(TfjsError):
    """The boundary between Python and JavaScript failed."""


class HostNotReadyError(BridgeError, RuntimeError):
    """The library does not run inside the page's worker."""


class ConversionError(BridgeError, TypeError):
    """A value that cannot cross between Python and JavaScript."""


class ModelFormatError(TfjsError, ValueError):
    """A model file is not what it says it is.

    Args:
        path: The file or URL.
        issues: Everything found wrong, a sentence each.
    """

    def __init__(self, path: str, issues: list[str]) -> None:
        super().__init__(f"{path}: " + " ".join(issues))
        self.path = path
        self.issues = issues
