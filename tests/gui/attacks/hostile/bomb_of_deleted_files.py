# Fills the disk with files that have no name any more.
# must: ended - "more than 40 MiB of files"
import tempfile, time

files = []
while True:
    files.append(tempfile.TemporaryFile())
    files[-1].write(bytes(1_000_000))
    files[-1].flush()
    time.sleep(0.01)
