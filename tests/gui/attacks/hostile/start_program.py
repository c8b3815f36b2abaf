# Starts a program.
# must: trouble 5 "program"
import subprocess

subprocess.run(["touch", "../outside/planted"])
