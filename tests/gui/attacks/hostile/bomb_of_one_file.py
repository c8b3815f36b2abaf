# Fills the disk with one file.
# must: trouble 7 "(too large|File size)"
import tempfile

file = tempfile.TemporaryFile()
while True:
    file.write(bytes(1 << 20))
