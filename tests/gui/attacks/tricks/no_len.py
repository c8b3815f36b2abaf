# Takes a built-in function away.
# must: trouble 7 "not callable"
import builtins
import nengo

builtins.len = builtins.isinstance = builtins.print = None
model = nengo.Network()
