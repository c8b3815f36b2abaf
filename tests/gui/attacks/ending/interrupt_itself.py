# Presses Ctrl-C.
# must: trouble 5 "KeyboardInterrupt"
import signal

signal.raise_signal(signal.SIGINT)
