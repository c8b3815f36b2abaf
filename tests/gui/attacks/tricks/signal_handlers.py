# Listens to signals itself.
# must: fine
import signal
import nengo

for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGALRM):
    signal.signal(number, lambda *rest: None)
model = nengo.Network()
