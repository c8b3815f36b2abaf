# Forgets a colon.
# must: trouble 5 "expected ':'"
import nengo

with nengo.Network() as model
    pass
