# Kills itself.
# must: trouble 5 "not permitted"
import os, signal

os.kill(os.getpid(), signal.SIGKILL)
