"""`tf.train`: the values of variables in files, by the names of the attributes that hold them."""

from tfjs.train.checkpoint import Checkpoint as Checkpoint
from tfjs.train.checkpoint import RestoreStatus as RestoreStatus
from tfjs.train.container import list_variables as list_variables
from tfjs.train.container import load_variable as load_variable
from tfjs.train.manager import CheckpointManager as CheckpointManager
from tfjs.train.manager import latest_checkpoint as latest_checkpoint

__all__ = [
    "Checkpoint",
    "CheckpointManager",
    "RestoreStatus",
    "latest_checkpoint",
    "list_variables",
    "load_variable",
]
