# Aborts.
# must: ended 5 "Aborted"
import os

os.abort()
