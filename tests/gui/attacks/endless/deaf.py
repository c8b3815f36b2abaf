# Does not listen to the signal that asks for its line.
# must: trouble 5 "(not permitted|kept)"
import signal

signal.signal(signal.SIGUSR1, signal.SIG_IGN)
