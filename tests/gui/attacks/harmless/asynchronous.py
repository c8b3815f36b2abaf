# Defines what it never awaits, and awaits something.
# must: fine
import asyncio

import nengo


async def value():
    await asyncio.sleep(0)
    return 0.5


async def never():
    async with asyncio.Lock():
        return [x async for x in unheard()]


async def unheard():
    yield 1


with nengo.Network() as model:
    nengo.Node(asyncio.run(value()))
