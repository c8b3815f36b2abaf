# Imports a part of Matplotlib.
# must: trouble 3 "Matplotlib is imported"
from matplotlib import pyplot
