# Has a label that is code for a browser.
# must: fine
import nengo

with nengo.Network(label="<script>alert(1)</script>\ud800\u202e") as model:
    nengo.Ensemble(10, 1, label="<img src=x onerror=alert(1)>" * 100)
