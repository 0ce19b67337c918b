"""`tf.nn.experimental`."""

from tfjs.ops.dropout import general_dropout as general_dropout
from tfjs.ops.dropout import stateless_dropout as stateless_dropout
