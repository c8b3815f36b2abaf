# Takes processor time from whoever started it.
# must: trouble 5 "not permitted"
import os

os.sched_setaffinity(os.getppid(), {0})
