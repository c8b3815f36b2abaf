# Moves a file beyond its folder to where it may be read.
# must: trouble 5 "Errno"
import os, tempfile

os.rename("../outside/secret.txt", tempfile.gettempdir() + "/mine")
