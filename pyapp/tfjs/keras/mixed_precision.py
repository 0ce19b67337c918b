"""`tf.keras.mixed_precision`: policies under their older names; all compute in float32 here."""

from tfjs.keras.dtype_policies import DTypePolicy as DTypePolicy
from tfjs.keras.dtype_policies import DTypePolicy as Policy
from tfjs.keras.dtype_policies import dtype_policy as dtype_policy
from tfjs.keras.dtype_policies import dtype_policy as global_policy
from tfjs.keras.dtype_policies import set_dtype_policy as set_dtype_policy
from tfjs.keras.dtype_policies import set_dtype_policy as set_global_policy
from tfjs.keras.optimizers.loss_scale_optimizer import (
    LossScaleOptimizer as LossScaleOptimizer,
)

__all__ = ["DTypePolicy", "LossScaleOptimizer", "Policy", "dtype_policy", "global_policy"]
__all__ += ["set_dtype_policy", "set_global_policy"]
