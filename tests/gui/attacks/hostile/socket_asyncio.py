# Talks to another computer, by asyncio.
# must: trouble 5 "network"
import asyncio

asyncio.run(asyncio.open_connection("192.0.2.1", 80))
