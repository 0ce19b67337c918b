"""Other engines: the page starts there, computes and classifies."""
