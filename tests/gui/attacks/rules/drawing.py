# Imports Matplotlib.
# must: trouble 3 "Matplotlib is imported"
import matplotlib.pyplot as plt
