# Makes a device.
# must: trouble 5 "not permitted"
import os, tempfile

os.mknod(tempfile.gettempdir() + "/disk", 0o60600, os.makedev(8, 0))
