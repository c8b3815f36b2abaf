# Ends every process there is.
# must: trouble 5 "(another process|not permitted)"
import os, signal

os.kill(-1, signal.SIGKILL)
