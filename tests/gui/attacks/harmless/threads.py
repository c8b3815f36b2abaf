# Works in threads while it is loaded.
# must: fine
import concurrent.futures
import queue
import threading

import numpy as np

import nengo

with concurrent.futures.ThreadPoolExecutor(4) as executor:
    values = list(executor.map(np.sqrt, range(8)))
done = queue.Queue()
thread = threading.Thread(target=lambda: done.put(1))
thread.start()
thread.join()
with nengo.Network() as model:
    nengo.Node(values[: done.get() + 1])
