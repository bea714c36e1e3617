"""The tasks the emulator keeps: who owns them, what they say now, and which may be deleted."""

from __future__ import annotations

import hashlib
from collections import deque
from dataclasses import dataclass
from typing import Any

from tests.emulator.accounts import Account
from tests.emulator.clock import VirtualClock, iso
from tests.emulator.switches import Switches
from tests.emulator.timeline import Script, Stage, at

LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(slots=True)
class Task:
    """One upload that was taken."""

    id: str
    trace_id: str
    account: Account
    file_name: str
    digest: str
    created_ms: int
    stages: tuple[Stage, ...]
    script: Script
    lrc: str
    cost: int
    settled: bool = False

    def stage(self, now_ms: int) -> Stage:
        """Where it stands."""
        return at(self.stages, (now_ms - self.created_ms) / 1000)

    @property
    def ended_ms(self) -> int:
        """When its last stage began."""
        return self.created_ms + round(self.stages[-1].from_s * 1000)


class TaskStore:
    """All tasks, oldest first. Ids are `cm4` and six signs of base 36, the same in every run but for `begin_at`."""

    def __init__(self, clock: VirtualClock, switches: Switches) -> None:
        self._clock = clock
        self._switches = switches
        self._tasks: dict[str, Task] = {}
        self._made = 0
        self._scripts: deque[Script] = deque()
        self.usual = Script()

    def begin_at(self, number: int) -> None:
        """Make other ids from here on: a service never gives an id twice, also not after it was started again."""
        self._made = number

    def script(self, script: Script, times: int = 1) -> None:
        """Let the next `times` uploads run so; then `usual` holds again."""
        self._scripts.extend([script] * times)

    def add(self, account: Account, file_name: str, digest: str, duration_s: float, lrc: str) -> Task:
        """Take an upload and, where they are charged then, its credits."""
        script = self._scripts.popleft() if self._scripts else self.usual
        self._made += 1
        task_id = made_id(self._made)
        task = Task(
            id=task_id,
            trace_id=made_id(-self._made) if self._switches.separate_trace else task_id,
            account=account,
            file_name=file_name,
            digest=digest,
            created_ms=self._clock.now_ms(),
            stages=script.stages(duration_s),
            script=script,
            lrc=lrc if script.lrc is None else script.lrc,
            cost=self._switches.credits_per_task,
        )
        if self._switches.charged == "upload":
            account.credits -= task.cost
        self._tasks[task_id] = task
        return task

    def of(self, account: Account, task_id: str) -> Task | None:
        """The account's task of this id; None for an unknown id and for another account's."""
        task = self._tasks.get(task_id)
        return task if task and task.account is account else None

    def listed(self, account: Account, status: str | None) -> list[Task]:
        """The account's tasks with that status now, or all, the newest first."""
        now_ms = self._clock.now_ms()
        own = [task for task in reversed(self._tasks.values()) if task.account is account]
        return [task for task in own if status is None or task.stage(now_ms).status == status]

    def deletable(self, task: Task) -> bool:
        """Whether the service lets it go: not while queued or processing."""
        status = task.stage(self._clock.now_ms()).status
        return status in {"COMPLETED", "FAILED"} or (status == "PENDING" and self._switches.pending_deletable)

    def forget(self, task_id: str) -> None:
        """Delete, without a question."""
        del self._tasks[task_id]

    def settle(self) -> None:
        """Give back the credits of what has failed since, or take those of what is done, whichever is the rule."""
        now_ms, at_upload = self._clock.now_ms(), self._switches.charged == "upload"
        for task in self._tasks.values():
            status = task.stage(now_ms).status
            if task.settled or status not in ("COMPLETED", "FAILED"):
                continue
            task.settled = True
            if status == "FAILED" and at_upload and self._switches.refund:
                task.account.credits += task.cost
            elif status == "COMPLETED" and not at_upload:
                task.account.credits = max(0, task.account.credits - task.cost)

    def all(self) -> tuple[Task, ...]:
        """Every task, oldest first."""
        return tuple(self._tasks.values())

    def described(self, task: Task, *, with_result: bool = True) -> dict[str, Any]:
        """The task as the service says it now."""
        stage = task.stage(self._clock.now_ms())
        said: dict[str, Any] = {"taskId": task.id, "status": stage.status}
        if stage.position is not None and self._switches.queue_position:
            said["queuePosition"] = stage.position
        if stage.status == "COMPLETED":
            if with_result and task.script.has_result:
                said["result"] = {"lrc": task.lrc}
            said |= {"creditsUsed": task.cost, "completedAt": iso(task.ended_ms)}
        if stage.status == "FAILED" and (with_result or self._switches.list_says_why):
            said |= failure(task.script.error, self._switches.error_shape)
        return said | {"fileName": task.file_name}


def failure(why: str, shape: str) -> dict[str, Any]:
    """Why a task failed, in one of the shapes a service could use."""
    shapes: dict[str, dict[str, Any]] = {"string": {"error": why}, "object": {"error": {"message": why}}, "none": {}}
    return shapes.get(shape, {shape: why})


def made_id(number: int) -> str:
    """An id that looks like the service's, always the same for the same number."""
    value = int.from_bytes(hashlib.sha256(str(number).encode()).digest()[:8], "big")
    signs = ""
    for _ in range(6):
        value, sign = divmod(value, 36)
        signs += LETTERS[sign]
    return f"cm4{signs}"
