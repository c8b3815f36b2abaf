# Renames a file beside it.
# must: trouble 5 "Permission denied"
import os

os.rename("data.csv", "gone.csv")
