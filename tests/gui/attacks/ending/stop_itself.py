# Stops itself, and nobody can wake it.
# must: trouble 5 "not permitted"
import os, signal

os.kill(os.getpid(), signal.SIGSTOP)
