# Imports Matplotlib by a call.
# must: trouble 3 "Matplotlib is imported"
plt = __import__("matplotlib.pyplot")
