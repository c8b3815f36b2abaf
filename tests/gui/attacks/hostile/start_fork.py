# Makes a second process of itself.
# must: trouble 5 "second process"
import os

os.fork()
