# Gives a file away.
# must: trouble 5 "not permitted"
import os

os.chown("data.csv", 1000, 1000)
