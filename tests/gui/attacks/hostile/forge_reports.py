# Speaks to the server as if it were the editor's own code.
# must: ended - "connection"
import os, struct, time

message = b'{"kind": "fireworks"}'
for handle in range(3, 64):
    try:
        os.write(handle, struct.pack("<IB", len(message), 0) + message)
    except OSError:
        pass
time.sleep(60)
