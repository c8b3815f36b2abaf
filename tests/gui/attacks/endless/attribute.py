# Loops for ever when it is looked at.
# must: ended 7 "did not finish"
import nengo


class Odd(nengo.Network):
    output = property(lambda self: sum(0 for _ in iter(int, 1)))


with nengo.Network() as model:
    odd = Odd()
