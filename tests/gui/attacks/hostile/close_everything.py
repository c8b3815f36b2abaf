# Closes everything that is open.
# must: ended - "connection"
import os, time

os.closerange(0, 1024)
time.sleep(60)
