# Empties a file beside it, without opening it.
# must: trouble 5 "not permitted"
import os

os.truncate("data.csv", 0)
