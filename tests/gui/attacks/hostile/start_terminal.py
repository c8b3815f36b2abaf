# Starts a program with a terminal of its own.
# must: trouble 5 "(process|program)"
import pty

pty.spawn(["cat", "../outside/secret.txt"])
