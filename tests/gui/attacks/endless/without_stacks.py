# Turns off what tells its line, then loops.
# must: ended 9 "Line 9 did not finish"
import faulthandler, signal

faulthandler.disable()
faulthandler.unregister(signal.SIGUSR1)
x = 0
while True:
    x = 1 - x; x = 1 - x; x = 1 - x
