# Ends whoever started it, by a handle.
# must: trouble 5 "not permitted"
import os

os.pidfd_open(os.getppid())
