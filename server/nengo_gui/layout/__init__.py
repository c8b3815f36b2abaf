"""Where things go, and the file beside the model that remembers it."""
