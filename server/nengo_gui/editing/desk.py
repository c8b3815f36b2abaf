"""Takes questions about a text and gives answers: the table of contents of this folder."""

from __future__ import annotations

from nengo_gui.editing.adding import add
from nengo_gui.editing.arguments import read, set_argument
from nengo_gui.editing.changes import Change, in_editor_units
from nengo_gui.editing.connecting import connect
from nengo_gui.editing.declined import CannotEdit
from nengo_gui.editing.deleting import delete
from nengo_gui.editing.making import title
from nengo_gui.editing.program import Program
from nengo_gui.editing.renaming import rename
from nengo_gui.editing.words import complete, explain
from nengo_gui.protocol.questions import (
    AddObject,
    Answer,
    Complete,
    Connect,
    Declined,
    Delete,
    Edited,
    Explain,
    Question,
    ReadArguments,
    Rename,
    SetArgument,
)


def answer(question: Question, filename: str, folder: str) -> Answer:
    """Answer a question about a text.

    Parameters
    ----------
    question : Question
    filename, folder : str
        Where the text is kept, and where the user's own modules lie; empty for nowhere.
    """
    try:
        match question:
            case Complete():
                return complete(question.text, question.at, filename, folder)
            case Explain():
                return explain(question.text, question.at, filename, folder)
            case ReadArguments():
                return read(Program(question.text), question.thing)
            case _:
                return _edit(question)
    except CannotEdit as error:
        return Declined(message=error.message, remedy=error.remedy)


def _edit(question: AddObject | Connect | Rename | SetArgument | Delete) -> Edited:
    program = Program(question.text)
    match question:
        case AddObject():
            changes, name = add(program, question.type, question.network)
            thing, said = f"{question.network.id}.{name}", f"Added {name}"
        case Connect():
            changes = connect(program, question.pre, question.post)
            thing, said = "", f"Connected {title(question.pre)} to {title(question.post)}"
        case Rename():
            changes = rename(program, question.thing, question.name)
            thing = f"{question.thing.id.rpartition('.')[0]}.{question.name}"
            said = f"Renamed {title(question.thing)} to {question.name}"
        case SetArgument():
            changes = set_argument(program, question.thing, question.name, question.value)
            thing, said = question.thing.id, f"Changed {question.name} of {title(question.thing)}"
        case Delete():
            changes, others = delete(program, question.things)
            thing, said = "", _deleted(question, others)
    return _edited(program, changes, thing, said)


def _deleted(question: Delete, others: int) -> str:
    gone = ", ".join(title(thing) for thing in question.things)
    return f"Deleted {gone}" + (f" and {others} more lines" if others else "")


def _edited(program: Program, changes: list[Change], thing: str, said: str) -> Edited:
    return Edited(changes=in_editor_units(program.text, changes), thing=thing, said=said)
