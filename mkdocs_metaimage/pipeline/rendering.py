"""From planned images to files of the site: drawing what the cache does not have, while the host goes on."""

from __future__ import annotations

import time
from collections import deque
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from heapq import nlargest
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..errors import MetaImageError
from ..store import Kept
from .dispatching import EXECUTOR_FAILED, Dispatcher, Task
from .images import Sketch
from .noting import ImageNotes
from .returned import cannot_draw
from .writing import Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..engine.drawing import Drawn
    from ..store import Store
    from .dispatching import ExecutorSource, Outcome
    from .images import PlannedImage
    from .remarks import Remarks

#: How many of the slowest drawings are named.
_SLOWEST: Final = 10


@dataclass(frozen=True, slots=True)
class Rendered:
    """A file that was written into the site.

    Attributes:
        path: Its decoded path below the site.
        drawn: Whether it was drawn just now, for this path; False for what the cache had, what another path of this
            build was drawn for, and what needs no drawing.
        seconds: How long drawing it took; 0 where it was not drawn for this path.
    """

    path: str
    drawn: bool = False
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the images of one build.

    Attributes:
        images: How many were written.
        drawn: How many of them were drawn just now, each drawing once.
        from_cache: How many of them the cache had, be it from this build.
        waiting: How many drawings are not there yet.
        seconds: How long the build was busy with them or waited for them.
        slowest: Those that took longest to draw, at most ten, each with its path and seconds; the slowest first.
    """

    images: int = 0
    drawn: int = 0
    from_cache: int = 0
    waiting: int = 0
    seconds: float = 0.0
    slowest: tuple[tuple[str, float], ...] = ()


class Renderer:
    """Renders the images of one build into its site.

    Images are offered as they are planned. What the cache has is written at once; what it lacks is given to an
    executor, a few at a time, and written when it is there; each drawing is drawn once, wherever it stands.

    Args:
        site: The site's folder.
        store: The cache.
        executor: Gives the executor that draws; asked when there is enough to draw, and again when what it gave
            is broken. None draws in the thread that waits.
        remarks: Takes what there is to say of a drawing, whether it is new or from the cache.
        mend: Takes an error in one image; where it does not raise, that image is not written.
        ahead: How many drawings the executor has at a time.
    """

    def __init__(
        self,
        site: Path,
        store: Store,
        executor: ExecutorSource,
        remarks: Remarks,
        mend: Callable[[MetaImageError], None],
        *,
        ahead: int = 16,
    ) -> None:
        self._writer = Writer(site)
        self._store = store
        self._executor = executor
        self._remarks = remarks
        self._mend = mend
        self._dispatcher = Dispatcher(executor, ahead)
        self._notes = ImageNotes()
        # By digest the images that wait for a drawing, and the first of those that are written; None where it cannot
        # be drawn.
        self._expected: dict[str, list[PlannedImage]] = {}
        self._written: dict[str, Rendered | None] = {}
        self._errors: dict[int, MetaImageError] = {}
        self._finished: deque[Rendered] = deque()
        self._tally = Tally()

    @property
    def tally(self) -> Tally:
        """What became of the images that were offered."""
        return self._tally

    def offer(self, image: PlannedImage) -> None:
        """Take an image; it is written at once where it need not be drawn.

        Of what cannot be drawn nothing is told here: errors in planning come before those in drawing.

        Raises:
            MetaImageError: It cannot be written.
        """
        with self._timed():
            number = self._notes.expect(image)
            source, digest, path = image.content.source, image.content.digest, image.path
            if source is None:
                return
            if isinstance(source, bytes | Path):
                self._writer.write(path, source)
                self._count(Rendered(path))
            elif digest in self._expected:
                self._expected[digest].append(image)
            elif digest in self._written:
                self._repeat(path, self._written[digest])
            elif (notes := self._writer.copy(path, digest, self._store)) is not None:
                self._notes.add(digest, notes)
                self._written[digest] = Rendered(path)
                self._count(Rendered(path), cached=True)
            else:
                self._expected[digest] = [image]
                self._wait_for(1)
                self._dispatcher.add(Task(digest, number, source))
                # So that there is no pause in drawing while pages are planned.
                self._collect()

    def ready(self) -> Iterator[Rendered]:
        """Write what is drawn by now, and have more drawn.

        Yields:
            The files that were written since the last call.

        Raises:
            MetaImageError: One cannot be written, or whatever `mend` raises.
        """
        if self._expected or self._errors:
            with self._timed():
                self._collect()
                self._report()
        yield from self._news()

    def finish(self) -> Iterator[Rendered]:
        """Wait for the rest, write it, and make the remarks on all images.

        Yields:
            The files that were written since the last call.

        Raises:
            MetaImageError: One cannot be written, or whatever `mend` raises.
        """
        yield from self._news()
        outcomes = self._dispatcher.rest()
        while True:
            with self._timed():
                outcome = next(outcomes, None)
                if outcome is None:
                    break
                self._take(outcome)
                self._report()
            yield from self._news()
        self._report()
        self._speak_of_refusal(self._dispatcher)
        self._notes.tell(self._remarks)

    def kept(self, image: PlannedImage) -> Kept:
        """One image that is drawn, from the cache or drawn now; it is not written into the site.

        Where a file that it names has changed since it was planned it is drawn as it is now, and kept as that. The
        remarks on it are made at once. May be called by several threads.

        Raises:
            MetaImageError: It cannot be drawn.
        """
        kept = self._store.get(image.content.digest) or self._drawn_alone(image)
        notes = ImageNotes()
        notes.expect(image)
        notes.add(image.content.digest, kept.notes)
        notes.tell(self._remarks)
        return kept

    def _drawn_alone(self, image: PlannedImage) -> Kept:
        digest, source = image.content.digest, image.content.source
        assert source is not None, "the host has its file"
        assert not isinstance(source, bytes | Path), "it need not be drawn"
        dispatcher = Dispatcher(self._executor, few=0)
        drawing = source.make() if isinstance(source, Sketch) else source
        dispatcher.add(Task(digest, 0, drawing))
        (outcome,) = dispatcher.rest()
        self._speak_of_refusal(dispatcher)
        if isinstance(outcome.result, Exception):
            raise _error_of(image, outcome.result) from outcome.result
        drawn, _ = outcome.result
        return self._keep(drawing.digest(), drawn)

    def cancel(self) -> None:
        """Let go of what is not drawn yet."""
        self._dispatcher.cancel()
        self._expected.clear()
        self._wait_for(-self._tally.waiting)

    def _collect(self) -> None:
        for outcome in self._dispatcher.done():
            self._take(outcome)

    def _take(self, outcome: Outcome) -> None:
        digest = outcome.task.digest
        images = self._expected.pop(digest)
        self._wait_for(-1)
        if isinstance(outcome.result, Exception):
            self._written[digest] = None
            self._errors[outcome.task.number] = _error_of(images[0], outcome.result)
        else:
            drawn, seconds = outcome.result
            kept = self._keep(digest, drawn)
            self._notes.add(digest, kept.notes)
            self._writer.write(images[0].path, kept.data)
            self._written[digest] = first = Rendered(images[0].path, drawn=True, seconds=seconds)
            self._count(first)
            for image in images[1:]:
                self._repeat(image.path, first)

    def _speak_of_refusal(self, dispatcher: Dispatcher) -> None:
        # An executor that was shut down just refuses: whoever did so knows.
        if isinstance(dispatcher.refusal, BrokenExecutor | OSError):
            self._remarks.make(
                "workers",
                f"No process can be started to draw cards ({dispatcher.refusal}), so they are drawn in this one, "
                "which takes longer. Where that is so for good, set the option `workers: 0`.",
            )

    def _wait_for(self, more: int) -> None:
        self._tally = replace(self._tally, waiting=self._tally.waiting + more)

    def _report(self) -> None:
        """Tell of errors in the order of planning: of one as soon as all before it are drawn."""
        for number in sorted(self._errors):
            if number > self._dispatcher.next_number:
                break
            self._mend(self._errors.pop(number))

    def _repeat(self, path: str, first: Rendered | None) -> None:
        """Write an image at one more path; where it cannot be drawn that was told."""
        if first is not None:
            self._writer.again(path, first.path)
            self._count(Rendered(path), cached=True)

    def _keep(self, digest: str, drawn: Drawn) -> Kept:
        kept = Kept(drawn.data, tuple((note.kind, note.said, note.items) for note in drawn.notes))
        try:
            self._store.put(digest, kept)
        except OSError as error:
            folder = self._store.folder
            message = f"The cache {folder} cannot be written to ({error.strerror}), so cards are drawn anew."
            self._remarks.make("cache", f"{message} Set the option `cache_dir` to a folder that can.")
        return kept

    def _count(self, rendered: Rendered, *, cached: bool = False) -> None:
        self._finished.append(rendered)
        tally = self._tally
        slowest = tally.slowest
        if rendered.seconds:
            times = (*slowest, (rendered.path, rendered.seconds))
            slowest = tuple(nlargest(_SLOWEST, times, key=lambda entry: entry[1]))
        self._tally = replace(
            tally,
            images=tally.images + 1,
            drawn=tally.drawn + rendered.drawn,
            from_cache=tally.from_cache + cached,
            slowest=slowest,
        )

    def _news(self) -> Iterator[Rendered]:
        while self._finished:
            yield self._finished.popleft()

    @contextmanager
    def _timed(self) -> Iterator[None]:
        begun = time.perf_counter()
        try:
            yield
        finally:
            self._tally = replace(self._tally, seconds=self._tally.seconds + time.perf_counter() - begun)


def _error_of(image: PlannedImage, error: Exception) -> MetaImageError:
    place = f"/{image.path}"
    if isinstance(error, EXECUTOR_FAILED):
        return MetaImageError(
            f"{place}: The worker that drew it ended twice; the last time {error or type(error).__name__}.",
            image.origin,
            hint="Make the card simpler, or draw it with the option `workers: 0` to see why.",
        )
    return cannot_draw(error, place, image.origin)
