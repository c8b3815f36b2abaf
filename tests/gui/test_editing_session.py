"""Questions about the text go to a worker of their own, and the answers come back to who asked."""

MODEL = "import nengo\n\nwith nengo.Network() as model:\n    a = nengo.Ensemble(10, 1)\n"
TOP = {"id": "model", "type": "network", "line": 3, "size": 0}


def ask(tab, ref, kind, **fields):
    tab.send("ask", ref=ref, question={"kind": kind, **fields})
    return tab.until("answered", ref=ref)["answer"]


def made(text, answer):
    """Return the text with the changes of an answer made."""
    for change in reversed(answer["changes"]):
        text = text[: change["start"]] + change["insert"] + text[change["end"] :]
    return text


def test_a_new_object_appears_where_it_was_dropped(client, folder):
    """The place is kept for it until the edited text has become a model."""
    path = folder / "model.py"
    path.write_text(MODEL)
    tab = client(f"{folder.name}/model.py")
    opened = tab.until("opened")
    tab.until("graph")
    answer = ask(tab, 7, "add_object", text=MODEL, type="node", network=TOP, x=123.0, y=-45.0)
    assert answer["thing"] == "model.node"
    text = made(MODEL, answer)
    tab.send("edit", text=text, revision=opened["revision"] + 1)
    while "model.node" not in (places := tab.until("places")["places"]):
        pass
    assert places["model.node"] == {"x": 123.0, "y": -45.0, "placed": True}


def test_text_that_makes_no_model_can_still_be_edited(client, folder):
    """Edits are found by reading: a model that fails to load is no hindrance."""
    text = MODEL.replace("as model:", "as model:\n    oops()")
    (folder / "model.py").write_text(text)
    tab = client(f"{folder.name}/model.py")
    thing = {"id": "model.a", "type": "ensemble", "line": None, "size": 1}
    answer = ask(tab, 1, "set_argument", text=text, thing=thing, name="n_neurons", value="20")
    assert made(text, answer) == text.replace("10", "20")
    answer = ask(tab, 2, "rename", text="with (", thing=thing, name="b")
    assert answer["kind"] == "declined"


def test_words_are_completed_and_explained(client, folder):
    """Names come from what is installed, and from modules beside the model."""
    (folder / "beside.py").write_text('def helpful(x, y=1):\n    """Says something."""\n')
    text = MODEL + "    nengo.Ens\nimport beside\nbeside.he"
    (folder / "model.py").write_text(text)
    tab = client(f"{folder.name}/model.py")
    options = ask(tab, 1, "complete", text=text, at=text.index("nengo.Ens\n") + 9)
    assert "Ensemble" in [option["label"] for option in options["options"]]
    assert text[options["start"] :].startswith("Ens\n")
    options = ask(tab, 2, "complete", text=text, at=len(text))
    assert [option["label"] for option in options["options"]] == ["helpful"]
    told = ask(tab, 3, "explain", text=text + "lpful", at=len(text))
    assert told["title"] == "helpful(x, y)"
    assert told["about"] == "Says something."
    told = ask(tab, 4, "explain", text=text, at=text.index("Ensemble") + 2)
    assert told["title"].startswith("Ensemble(n_neurons, dimensions, radius")
    assert told["about"]
