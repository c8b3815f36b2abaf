# Makes a pipe that whoever opens it hangs at.
# must: trouble 5 "not permitted"
import os, tempfile

os.mkfifo(tempfile.gettempdir() + "/pipe")
