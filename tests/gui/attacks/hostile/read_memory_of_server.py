# Reads the memory of whoever started it.
# must: trouble 5 "Permission denied"
import os

open(f"/proc/{os.getppid()}/mem", "rb")
