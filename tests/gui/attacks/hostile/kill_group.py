# Ends its group.
# must: trouble 5 "(another process|not permitted)"
import os, signal

os.killpg(0, signal.SIGKILL)
