# Changes the date of a file, so that nobody sees it was changed.
# must: trouble 5 "not permitted"
import os

os.utime("data.csv", (0, 0))
