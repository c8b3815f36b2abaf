# Asks for more memory than there is, at once.
# must: trouble 5 "(MemoryError|allocate).*Lower n_neurons"
import numpy as np

np.ones((10**6, 10**6))
