"""Helpers for the people who use the simulator: measuring, plotting, simplifying, watching.

Nothing below this floor imports it. What the simulator itself needs lives beside its user, and
is only given its public name here.
"""
