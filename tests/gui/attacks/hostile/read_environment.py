# Reads keys that lie in environment variables.
# must: fine
import os
import nengo

print(dict(os.environ), open("/proc/self/environ").read())
model = nengo.Network()
