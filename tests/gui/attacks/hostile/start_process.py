# Starts a second Python.
# must: trouble 6 "process"
import multiprocessing

process = multiprocessing.get_context("fork").Process(target=print)
process.start()
