# Takes the finder away, then imports Matplotlib.
# must: trouble 6 "Matplotlib is imported"
import sys

sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__name__ != "Guards"]
import matplotlib
