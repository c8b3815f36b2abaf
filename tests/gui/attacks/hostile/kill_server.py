# Ends whoever started it.
# must: trouble 5 "signal is sent to another process"
import os, signal

os.kill(os.getppid(), signal.SIGKILL)
