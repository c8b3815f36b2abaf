# Warns.
# must: warning 6 "careful"
import nengo
import warnings

warnings.warn("be careful")
model = nengo.Network()
