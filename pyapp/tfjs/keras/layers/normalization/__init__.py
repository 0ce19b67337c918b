"""Layers that bring values to a common scale."""

from tfjs.keras.layers.normalization.batch_normalization import (
    BatchNormalization as BatchNormalization,
)
from tfjs.keras.layers.normalization.group_normalization import (
    GroupNormalization as GroupNormalization,
)
from tfjs.keras.layers.normalization.layer_normalization import (
    LayerNormalization as LayerNormalization,
)
from tfjs.keras.layers.normalization.rms_normalization import RMSNormalization as RMSNormalization
from tfjs.keras.layers.normalization.spectral_normalization import (
    SpectralNormalization as SpectralNormalization,
)
from tfjs.keras.layers.normalization.unit_normalization import (
    UnitNormalization as UnitNormalization,
)
