# Starts many processes, in the modern way.
# must: trouble 5 "(process|denied)"
import concurrent.futures

executor = concurrent.futures.ProcessPoolExecutor()
executor.submit(abs, 1).result()
