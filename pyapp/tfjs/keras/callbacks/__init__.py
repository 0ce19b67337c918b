"""`tf.keras.callbacks`."""

from tfjs.keras import _absent
from tfjs.keras.callbacks.backup_and_restore import BackupAndRestore as BackupAndRestore
from tfjs.keras.callbacks.callback import Callback as Callback
from tfjs.keras.callbacks.callback_list import CallbackList as CallbackList
from tfjs.keras.callbacks.csv_logger import CSVLogger as CSVLogger
from tfjs.keras.callbacks.early_stopping import EarlyStopping as EarlyStopping
from tfjs.keras.callbacks.history import History as History
from tfjs.keras.callbacks.lambda_callback import LambdaCallback as LambdaCallback
from tfjs.keras.callbacks.learning_rate_scheduler import (
    LearningRateScheduler as LearningRateScheduler,
)
from tfjs.keras.callbacks.model_checkpoint import ModelCheckpoint as ModelCheckpoint
from tfjs.keras.callbacks.progbar_logger import ProgbarLogger as ProgbarLogger
from tfjs.keras.callbacks.reduce_lr_on_plateau import ReduceLROnPlateau as ReduceLROnPlateau
from tfjs.keras.callbacks.remote_monitor import RemoteMonitor as RemoteMonitor
from tfjs.keras.callbacks.swap_ema_weights import SwapEMAWeights as SwapEMAWeights
from tfjs.keras.callbacks.tensor_board import TensorBoard as TensorBoard
from tfjs.keras.callbacks.terminate_on_nan import TerminateOnNaN as TerminateOnNaN

__getattr__ = _absent.answer(__name__)
