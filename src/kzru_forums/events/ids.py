"""Changing the id of an event, and the ids derived from it."""

from attrs import evolve

from kzru_forums.model import Event, Speaker


def renamed(event: Event, event_id: str) -> Event:
    """The event with another id; the ids of its unnamed speakers, which begin with its id and a dot, change with it."""
    own = f"{event.id}."

    def follow(speaker: Speaker) -> Speaker:
        if speaker.name or not speaker.id.startswith(own):
            return speaker
        return evolve(speaker, id=f"{event_id}.{speaker.id.removeprefix(own)}")

    statements = tuple(evolve(statement, speaker=follow(statement.speaker)) for statement in event.statements)
    return evolve(event, id=event_id, statements=statements)
