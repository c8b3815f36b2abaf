"""What a viewer may ask of the session it watches."""

from __future__ import annotations

from nengo_gui.protocol import commands as ask
from nengo_gui.protocol.commands import Command
from nengo_gui.protocol.events import Answered, Conflict, Refused
from nengo_gui.session.document import DiskChanged
from nengo_gui.session.refusal import Refusal
from nengo_gui.session.session import Session
from nengo_gui.session.viewers import Viewer

MOST_STEPS = 10_000
SLOWEST, FASTEST = 0.001, 1000.0


def carry_out(session: Session, viewer: Viewer, command: Command) -> None:
    """Do what a command says, or tell the viewer why not."""
    try:
        _do(session, viewer, command)
    except DiskChanged as changed:
        viewer.tell(Conflict(path=changed.path, disk_text=changed.disk_text))
    except Refusal as refusal:
        viewer.tell(Refused(message=refusal.message, remedy=refusal.remedy, ref=command.ref))


def _do(session: Session, viewer: Viewer, command: Command) -> None:
    playback, scene = session.playback, session.scene
    match command:
        case ask.Edit():
            session.edit(command.text, command.revision, command.bases, viewer)
        case ask.Save():
            _save(session, viewer, command)
        case ask.OfferText():
            session.keeping.offer(command.text, "browser", command.time)
        case ask.Decide():
            session.decide(command.offer, command.take)
        case ask.GrantTrust():
            session.trust()
        case ask.Run():
            session.run()
        case ask.Pause():
            playback.pause()
        case ask.Step():
            playback.step(_checked_steps(command.n))
        case ask.Reset():
            session.reset()
        case ask.Restart():
            session.load()
        case ask.Stop():
            session.stop()
        case ask.Speed():
            playback.set_speed(_checked_speed(command.value))
        case ask.Move():
            scene.move(command.places)
        case ask.Relayout():
            scene.relayout(command.network)
        case ask.AddPlot():
            scene.add_plot(command.plot)
        case ask.ChangePlot():
            scene.change_plot(command.plot)
        case ask.RemovePlot():
            scene.remove_plot(command.id)
        case ask.Hold():
            session.hold(command.object, command.values)
        case ask.Point():
            session.point(command.object, command.pointer)
        case ask.Inspect():
            playback.inspect(command.object)
        case ask.Peek():
            session.peek(viewer, command.objects)
        case ask.Undo():
            scene.undo()
        case ask.Redo():
            scene.redo()
        case ask.Record():
            viewer.tell(session.record(command.start, command.end))
        case ask.Ask():
            ref = command.ref
            session.questions.ask(
                command.question, lambda answer: viewer.tell(Answered(answer=answer, ref=ref))
            )
        case ask.Ack():
            viewer.acknowledge(command.seq)


def _save(session: Session, viewer: Viewer, command: ask.Save) -> None:
    if command.text != session.document.text:
        session.edit(command.text, session.document.revision + 1, command.bases, viewer)
    session.save(command.path, command.overwrite)


def _checked_steps(n: int) -> int:
    if not 1 <= n <= MOST_STEPS:
        raise Refusal(f"{n} steps were asked for, but 1 to {MOST_STEPS} are possible.")
    return n


def _checked_speed(value: float | None) -> float | None:
    if value is not None and not SLOWEST <= value <= FASTEST:
        raise Refusal(
            f"The speed is {value:g}, but must be between {SLOWEST:g} and {FASTEST:g}.",
            "Choose max to run as fast as possible.",
        )
    return value
