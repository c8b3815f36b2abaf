# Sets an alarm that nobody listens to.
# must: ended 6 "SIGALRM"
import signal, time

signal.alarm(1)
time.sleep(50)
