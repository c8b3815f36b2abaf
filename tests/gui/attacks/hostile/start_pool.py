# Starts many processes.
# must: trouble 5 "(process|denied)"
import multiprocessing

multiprocessing.Pool(4).map(abs, range(8))
