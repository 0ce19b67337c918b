"""Exceptions of the library: TensorFlow's names, each also a builtin.

TfjsError (Exception)
├── OpError                       an operation refused or failed; .op
│   ├── InvalidArgumentError      (ValueError)           what does not go together: shapes, values
│   │   └── DTypeError            (TypeError)            dtypes, for which TensorFlow raises either
│   ├── NotFoundError             (LookupError)          no such file, URL, node or name; .url
│   ├── OutOfRangeError           (IndexError)
│   ├── UnimplementedError        (NotImplementedError)  no such operation, or not on this backend
│   │   └── NotProvidedError      (AttributeError)       a name of TensorFlow that is not here
│   ├── FailedPreconditionError   (RuntimeError)         released tensor, unbuilt layer
│   │   └── InaccessibleTensorError (TypeError)          a traced function's tensor, outside of it
│   ├── ResourceExhaustedError    (MemoryError)          out of GPU or WASM memory
│   ├── UnavailableError          (ConnectionError)      no network, or a server that refuses; .url
│   ├── DataLossError             (ValueError)           truncated or corrupted data
│   ├── CancelledError            (RuntimeError)         the user stopped it
│   ├── AbortedError (RuntimeError), AlreadyExistsError (FileExistsError), DeadlineExceededError
│   │   (TimeoutError), PermissionDeniedError, UnauthenticatedError (PermissionError), UnknownError
│   │   (RuntimeError)             for programs that raise or catch them
│   └── InternalError             (RuntimeError)         TF.js failed unexpectedly; .javascript
├── BridgeError                   the boundary itself
│   ├── HostNotReadyError         (RuntimeError)         not running inside the page's worker
│   └── ConversionError           (TypeError)            a value that cannot cross
└── ModelFormatError              (ValueError)           a file is not what it says; .path .issues
"""

(
    OK,
    CANCELLED,
    UNKNOWN,
    INVALID_ARGUMENT,
    DEADLINE_EXCEEDED,
    NOT_FOUND,
    ALREADY_EXISTS,
    PERMISSION_DENIED,
    RESOURCE_EXHAUSTED,
    FAILED_PRECONDITION,
    ABORTED,
    OUT_OF_RANGE,
    UNIMPLEMENTED,
    INTERNAL,
    UNAVAILABLE,
    DATA_LOSS,
    UNAUTHENTICATED,
) = range(17)


class TfjsError(Exception):
    """Base of everything that the library raises on its own account."""


class OpError(TfjsError):
    """An operation refused its arguments or failed.

    TensorFlow's own way of making one is understood too: `(node_def, op, message)`.
    """

    error_code = 2
    node_def: object = None

    def __init__(self, *args: object, op: object = None, message: str | None = None) -> None:
        if len(args) >= _ARGUMENTS:
            self.node_def, op, text = args[:_ARGUMENTS]
        elif len(args) == _ARGUMENTS - 1:
            self.node_def, op, text = *args, message
        else:
            text = args[0] if args else message
        super().__init__(text)
        self.message = str(text)
        self.op = op

    @property
    def experimental_payloads(self) -> dict[str, bytes]:
        """What else is known: nothing."""
        return {}


_ARGUMENTS = 3
"""How many TensorFlow's errors are made with."""


class InvalidArgumentError(OpError, ValueError):
    """Shapes, values or dtypes that do not go together."""

    error_code = INVALID_ARGUMENT


class DTypeError(InvalidArgumentError, TypeError):
    """Dtypes that an operation does not take, or that do not go together.

    TensorFlow raises TypeError for them in some operations and InvalidArgumentError in others.
    """


class NotFoundError(OpError, LookupError):
    """A file, URL, node or name that is not there."""

    error_code = NOT_FOUND

    def __init__(
        self,
        *args: object,
        op: object = None,
        message: str | None = None,
        url: str | None = None,
    ) -> None:
        super().__init__(*args, op=op, message=message)
        self.url = url


class OutOfRangeError(OpError, IndexError):
    """An index outside its range."""

    error_code = OUT_OF_RANGE


class UnimplementedError(OpError, NotImplementedError):
    """No such operation here, or not on this backend."""

    error_code = UNIMPLEMENTED


class NotProvidedError(UnimplementedError, AttributeError):
    """A name of TensorFlow that makes no sense in a browser tab; the message says what to use.

    It is an AttributeError, so `hasattr` and `getattr` with a default do what they should.
    """


class FailedPreconditionError(OpError, RuntimeError):
    """Something that had to happen first did not."""

    error_code = FAILED_PRECONDITION


class InaccessibleTensorError(FailedPreconditionError, TypeError):
    """A tensor that a `tf.function` made while it was traced, used after the tracing.

    TensorFlow raises a TypeError.
    """


class ResourceExhaustedError(OpError, MemoryError):
    """Out of memory: the GPU's, or WebAssembly's."""

    error_code = RESOURCE_EXHAUSTED


class UnavailableError(OpError, ConnectionError):
    """The network, or the server, did not answer or refused to."""

    error_code = UNAVAILABLE

    def __init__(
        self,
        *args: object,
        op: object = None,
        message: str | None = None,
        url: str | None = None,
    ) -> None:
        super().__init__(*args, op=op, message=message)
        self.url = url


class DataLossError(OpError, ValueError):
    """Data that is truncated or corrupted."""

    error_code = DATA_LOSS


class CancelledError(OpError, RuntimeError):
    """The user stopped the operation."""

    error_code = CANCELLED


class InternalError(OpError, RuntimeError):
    """TF.js failed in a way that has no better name; `javascript` holds its own report."""

    error_code = INTERNAL

    def __init__(
        self,
        *args: object,
        op: object = None,
        message: str | None = None,
        javascript: str = "",
    ) -> None:
        super().__init__(*args, op=op, message=message)
        self.javascript = javascript


class AbortedError(OpError, RuntimeError):
    """Something else got in the way."""

    error_code = ABORTED


class AlreadyExistsError(OpError, FileExistsError):
    """What is to be made is there already."""

    error_code = ALREADY_EXISTS


class DeadlineExceededError(OpError, TimeoutError):
    """It took longer than it may."""

    error_code = DEADLINE_EXCEEDED


class PermissionDeniedError(OpError, PermissionError):
    """It may not be done."""

    error_code = PERMISSION_DENIED


class UnauthenticatedError(OpError, PermissionError):
    """Nobody has said who asks."""

    error_code = UNAUTHENTICATED


class UnknownError(OpError, RuntimeError):
    """Nothing is known of what went wrong."""

    error_code = UNKNOWN


class OperatorNotAllowedInGraphError(TfjsError, TypeError):
    """An operator of Python that a symbolic tensor does not have."""


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
