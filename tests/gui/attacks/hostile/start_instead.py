# Becomes another program.
# must: trouble 5 "program"
import os

os.execv("/bin/cat", ["cat", "../outside/secret.txt"])
