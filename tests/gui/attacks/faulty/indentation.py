# Mixes tabs and blanks.
# must: trouble 7 "TabError|[Ii]ndentation"
import nengo

with nengo.Network() as model:
        a = 1
	b = 2
