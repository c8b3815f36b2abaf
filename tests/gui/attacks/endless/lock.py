# Waits for a lock that it holds itself.
# must: ended 7 "did not finish"
import threading

lock = threading.Lock()
lock.acquire()
lock.acquire()
