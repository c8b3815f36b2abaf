# Leaves a thread running that is never done.
# must: fine
import threading, time
import nengo


def work():
    while True:
        time.sleep(0.001)


threading.Thread(target=work).start()
model = nengo.Network()
