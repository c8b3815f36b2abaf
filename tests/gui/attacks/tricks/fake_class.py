# Lies about its class.
# must: trouble 10 "of type Fake"
import nengo


class Fake:
    __class__ = property(lambda self: nengo.Network)


model = Fake()
