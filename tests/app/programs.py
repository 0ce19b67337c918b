"""Programs that a visitor might write in the page's editor."""

from tests.support.models import GRAPH, LABELS, LAYERS

SIZE = """\
import io
from PIL import Image

image = Image.open(io.BytesIO(photo)) if isinstance(photo, bytes) else Image.fromarray(photo)
print(image.mode)
image.size
"""


def classify(url: str, options: str = "") -> str:
    """Classify `photo` with the model at `url`."""
    return f"""\
import tfjs as tf

classifier = tf.tasks.ImageClassifier.load(url={url!r}{options})
classifier(photo, top_k=3)
"""


def tiny(name: str = LAYERS) -> str:
    """Name the strongest color with one of the models that the tests make."""
    return classify(f"/models/{name}/model.json", f", labels={list(LABELS)!r}, input_range=(0, 1)")


TINY_LAYERS, TINY_GRAPH = tiny(LAYERS), tiny(GRAPH)
