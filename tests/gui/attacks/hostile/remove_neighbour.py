# Removes a file beside it.
# must: trouble 5 "Permission denied"
import os

os.remove("data.csv")
