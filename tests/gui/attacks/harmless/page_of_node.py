# Draws a page of its own.
# must: fine
import nengo


def page(t):
    page._nengo_html_ = f"<svg><text>{t:.3f}</text></svg>"
    return t


page._nengo_html_ = ""
with nengo.Network() as model:
    nengo.Node(page)
