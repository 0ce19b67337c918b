import tfjs as tf

classifier = tf.tasks.ImageClassifier.load(version=2)
predictions = classifier(photo, top_k=5)

for p in predictions:
    print(f"{p.score:6.1%}  {p.label}")

predictions
