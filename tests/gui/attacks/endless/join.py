# Waits for a thread that waits for ever.
# must: ended 7 "did not finish"
import threading

thread = threading.Thread(target=threading.Event().wait, daemon=True)
thread.start()
thread.join()
