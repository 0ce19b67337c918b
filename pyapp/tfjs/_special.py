"""`tf.math.special`."""

from tfjs.ops.special import bessel_i0 as bessel_i0
from tfjs.ops.special import bessel_i0e as bessel_i0e
from tfjs.ops.special import bessel_i1 as bessel_i1
from tfjs.ops.special import bessel_i1e as bessel_i1e
from tfjs.ops.special import bessel_j0 as bessel_j0
from tfjs.ops.special import bessel_j1 as bessel_j1
from tfjs.ops.special import bessel_k0 as bessel_k0
from tfjs.ops.special import bessel_k0e as bessel_k0e
from tfjs.ops.special import bessel_k1 as bessel_k1
from tfjs.ops.special import bessel_k1e as bessel_k1e
from tfjs.ops.special import bessel_y0 as bessel_y0
from tfjs.ops.special import bessel_y1 as bessel_y1
from tfjs.ops.special import dawsn as dawsn
from tfjs.ops.special import expint as expint
from tfjs.ops.special import fresnel_cos as fresnel_cos
from tfjs.ops.special import fresnel_sin as fresnel_sin
from tfjs.ops.special import spence as spence
