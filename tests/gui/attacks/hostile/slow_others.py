# Makes itself more important than others.
# must: trouble 5 "(not permitted|denied)"
import os

os.setpriority(os.PRIO_PROCESS, 0, -20)
