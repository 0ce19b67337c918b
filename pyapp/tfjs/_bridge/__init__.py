"""The door to JavaScript: the only package that imports `pyodide.ffi` and `_tfjs_host`.

The rest of the library uses the names below. It never holds a `JsProxy`; it holds slots (ints),
and a `Tensor` owns one.
"""

from tfjs._bridge.devices import assign as assign
from tfjs._bridge.devices import backend_facts as backend_facts
from tfjs._bridge.devices import census as census
from tfjs._bridge.devices import clone as clone
from tfjs._bridge.devices import current_backend as current_backend
from tfjs._bridge.devices import exported_functions as exported_functions
from tfjs._bridge.devices import flag_names as flag_names
from tfjs._bridge.devices import free_variable as free_variable
from tfjs._bridge.devices import get_flag as get_flag
from tfjs._bridge.devices import make_variable as make_variable
from tfjs._bridge.devices import memory as memory
from tfjs._bridge.devices import profile as profile
from tfjs._bridge.devices import set_flag as set_flag
from tfjs._bridge.devices import use_backend as use_backend
from tfjs._bridge.elementwise import elementwise as elementwise
from tfjs._bridge.handles import drop as drop
from tfjs._bridge.handles import flush as flush
from tfjs._bridge.handles import shape_of as shape_of
from tfjs._bridge.instruction import DECLARED as DECLARED
from tfjs._bridge.instruction import Instruction as Instruction
from tfjs._bridge.instruction import binary as binary
from tfjs._bridge.instruction import resolve_all as resolve_all
from tfjs._bridge.instruction import unary as unary
from tfjs._bridge.models import BuildError as BuildError
from tfjs._bridge.models import ModelRun as ModelRun
from tfjs._bridge.models import TransferError as TransferError
from tfjs._bridge.models import blob_size as blob_size
from tfjs._bridge.models import build_model as build_model
from tfjs._bridge.models import describe_model as describe_model
from tfjs._bridge.models import dtype_of as dtype_of
from tfjs._bridge.models import fetch as fetch
from tfjs._bridge.models import forget_files as forget_files
from tfjs._bridge.models import free_blobs as free_blobs
from tfjs._bridge.models import free_model as free_model
from tfjs._bridge.models import keep as keep
from tfjs._bridge.models import keep_blob as keep_blob
from tfjs._bridge.models import kept as kept
from tfjs._bridge.models import kept_files as kept_files
from tfjs._bridge.models import read_blob as read_blob
from tfjs._bridge.models import resolve_url as resolve_url
from tfjs._bridge.models import serves_models as serves_models
from tfjs._bridge.program import DepartureError as DepartureError
from tfjs._bridge.program import Program as Program
from tfjs._bridge.program import Trace as Trace
from tfjs._bridge.program import is_recording as is_recording
from tfjs._bridge.program import refuse_recording as refuse_recording
from tfjs._bridge.tape import custom_gradient as custom_gradient
from tfjs._bridge.tape import free_tape as free_tape
from tfjs._bridge.tape import gradient as gradient
from tfjs._bridge.tape import is_taping as is_taping
from tfjs._bridge.tape import make_tape as make_tape
from tfjs._bridge.tape import pause_tapes as pause_tapes
from tfjs._bridge.tape import reset_tape as reset_tape
from tfjs._bridge.tape import resume_tapes as resume_tapes
from tfjs._bridge.tape import start_tape as start_tape
from tfjs._bridge.tape import stop_tape as stop_tape
from tfjs._bridge.tape import watch_slot as watch_slot
from tfjs._bridge.tape import watched_variables as watched_variables
from tfjs._bridge.transfer import arrived as arrived
from tfjs._bridge.transfer import download as download
from tfjs._bridge.transfer import scalar as scalar
from tfjs._bridge.transfer import upload as upload
