# Has the kernel send a signal for it.
# must: trouble 6 "not permitted"
import fcntl, os

reading, writing = os.pipe()
fcntl.fcntl(reading, fcntl.F_SETOWN, os.getppid())
