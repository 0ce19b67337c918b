"""`tf.version`: which TensorFlow's behavior this library follows, and which one it is itself."""

VERSION = "2.21.0"
GIT_VERSION = "v2.21.0"
COMPILER_VERSION = "none"
GRAPH_DEF_VERSION = 2461
GRAPH_DEF_VERSION_MIN_CONSUMER = 0
GRAPH_DEF_VERSION_MIN_PRODUCER = 0

LIBRARY = "0.1.0"
"""The version of this library, as packages' metadata have it too."""
