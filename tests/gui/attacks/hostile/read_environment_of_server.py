# Reads keys that lie in the environment of whoever started it.
# must: trouble 5 "Permission denied"
import os

print(open(f"/proc/{os.getppid()}/environ").read())
