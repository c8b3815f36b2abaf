# Imports Matplotlib by its name.
# must: trouble 5 "Matplotlib is imported"
import importlib

importlib.import_module("mat" + "plotlib.pyplot")
