# Maps a file beyond its folder into memory.
# must: trouble 5 "Permission denied"
import numpy as np

data = np.memmap("../outside/secret.txt", mode="r")
