"""Rates of spike trains, which the package nengo_extras estimates now."""

from nengo.utils.moved import moved

lowpass_filter = moved("nengo_extras.neurons")
rates_isi = moved("nengo_extras.neurons")
rates_kernel = moved("nengo_extras.neurons")
settled_firingrate = moved("nengo.neurons")
spikes2events = moved("nengo_extras.neurons")
