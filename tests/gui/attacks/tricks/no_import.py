# Takes importing away.
# must: trouble 6 "not callable"
import builtins

builtins.__import__ = None
import nengo
