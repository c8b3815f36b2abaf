# Ends itself by a signal.
# must: ended 5 "SIGTERM"
import os, signal

os.kill(os.getpid(), signal.SIGTERM)
