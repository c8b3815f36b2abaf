# Becomes somebody else.
# must: trouble 5 "not permitted"
import os

os.setuid(0)
