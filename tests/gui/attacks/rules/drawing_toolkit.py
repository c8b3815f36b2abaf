# Imports what comes with Matplotlib.
# must: trouble 3 "Matplotlib is imported"
from mpl_toolkits.mplot3d import Axes3D
