# Starts a program in yet another way.
# must: trouble 5 "program"
import os

os.posix_spawn("/usr/bin/touch", ["touch", "../outside/planted"], {})
