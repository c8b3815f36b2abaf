# Moves the root of the file system.
# must: trouble 5 "not permitted"
import os

os.chroot(".")
