# Reads the passwords of the system, from a folder that it opened.
# must: trouble 5 "Permission denied"
import os

root = os.open("/etc", os.O_RDONLY)
