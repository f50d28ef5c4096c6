"""The id of an event, and what follows it."""

from attrs import evolve

from kzru_forums.model import Event, Speaker


def renamed(event: Event, event_id: str) -> Event:
    """The event under another id; the ids of its unnamed speakers, which are its own id, a dot and more, follow."""
    own = f"{event.id}."

    def follow(speaker: Speaker) -> Speaker:
        if speaker.name or not speaker.id.startswith(own):
            return speaker
        return evolve(speaker, id=f"{event_id}.{speaker.id.removeprefix(own)}")

    said = tuple(evolve(statement, speaker=follow(statement.speaker)) for statement in event.statements)
    return evolve(event, id=event_id, statements=said)
