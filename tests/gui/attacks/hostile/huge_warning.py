# Warns a million times.
# must: warning 8 "UserWarning"
import nengo
import warnings

warnings.simplefilter("always")
for number in range(20_000):
    warnings.warn(f"this is number {number}")
model = nengo.Network()
