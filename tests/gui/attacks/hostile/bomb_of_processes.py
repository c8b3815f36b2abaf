# Makes processes until the machine stands still.
# must: trouble 6 "second process"
import os

while True:
    os.fork()
