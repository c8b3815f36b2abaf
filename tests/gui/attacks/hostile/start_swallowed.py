# Starts a program, and hides that it failed.
# must: warning 7 "program"
import nengo, subprocess

model = nengo.Network()
try:
    subprocess.run(["true"])
except Exception:
    pass
