# Calls its network by another name.
# must: trouble 5 "called .net., not .model."
import nengo

with nengo.Network() as net:
    nengo.Ensemble(10, 1)
