# Makes threads until the machine stands still.
# must: trouble 6 "(thread|memory)"
import threading, time

while True:
    threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
