"""Sizes of files, as people write them."""

from nengo.cache.sizes import byte_align, bytes2human, human2bytes

__all__ = ["byte_align", "bytes2human", "human2bytes"]
