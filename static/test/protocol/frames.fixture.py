"""Write what `frames.fixture.ts` holds: a message of two frames, as the server encodes it.

Run ``python static/test/protocol/frames.fixture.py > static/test/protocol/frames.fixture.ts``.
"""

import numpy as np

from nengo_gui.protocol.frames import ACTIVITY, BYTES, DENSE, EVENTS, Block, Frame, encode

dense = Block(2, DENSE, 2, np.array([[0.5, 1.5, 2.5], [-1, -2, -3]], np.float32))
spikes = Block(7, EVENTS, 50, np.array([[0, 49], [2, 3]], np.uint16))
snapshot = Block(9, DENSE, 1, np.array([[7]], np.float32), 2, 1)
activity = Block(ACTIVITY, BYTES, 3, np.array([[1], [128], [255]], np.uint8))
first = Frame(65535, 41, 3, 12.48, 0.001, 1.75e9, (dense, spikes, snapshot))
second = Frame(65535, 42, 1, 12.483, 0.001, 1.75e9, (activity,))

print(f"// Written by `python static/test/protocol/{__file__.rsplit('/')[-1]}`.")
print("export const MESSAGE =")
text = (encode(first) + encode(second)).hex()
lines = [text[i : i + 80] for i in range(0, len(text), 80)]
print(" +\n".join(f'  "{line}"' for line in lines))
