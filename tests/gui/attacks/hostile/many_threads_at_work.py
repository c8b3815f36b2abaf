# Keeps every core busy.
# must: fine
import threading
import nengo
import numpy as np


def work():
    matrix = np.ones((300, 300))
    while True:
        matrix @ matrix


for _ in range(4):
    threading.Thread(target=work, daemon=True).start()
model = nengo.Network()
