# Waits.
# must: ended 5 "did not finish"
import time

time.sleep(1e6)
