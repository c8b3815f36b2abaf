# Imports Matplotlib under its old name.
# must: trouble 3 "Matplotlib is imported"
from pylab import *
