"""Worker processes: whatever becomes of them, each call has an answer, and none of them stays behind."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from concurrent.futures import BrokenExecutor, wait
from concurrent.futures import ThreadPoolExecutor as Threads
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from pipeline import calls

from mkdocs_metaimage.errors import MetaImageError
from mkdocs_metaimage.pipeline.workers import NoWorkerError, WorkerDiedError, Workers

ROOT = Path(__file__).parents[2]
POSIX = os.name == "posix"


@contextmanager
def hired(most=1, **kwargs):
    workers = Workers(most, **kwargs)
    try:
        yield workers
    finally:
        workers.shutdown(wait=True, cancel_futures=True)


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def until(condition, seconds=10.0):
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    assert condition()


def test_calls_are_answered_each_with_its_own():
    with hired(2) as workers:
        futures = [workers.submit(calls.echo, number) for number in range(200)]
        assert [future.result(30) for future in futures] == list(range(200))
        assert workers.submit(calls.pid).result(30) != os.getpid()


def test_there_are_no_more_than_asked_for_and_not_all_for_one_call():
    with hired(2) as workers:
        assert len({workers.submit(calls.pid).result(30) for _ in range(5)}) == 1
        futures = [workers.submit(calls.slowly, 0) for _ in range(20)]
        pids = [workers.submit(calls.pid) for _ in range(40)]
        wait(futures)
        assert len({future.result(30) for future in pids}) <= 2


def test_large_messages_both_ways():
    data = os.urandom(3_000_000)
    with hired() as workers:
        futures = [workers.submit(calls.echo, data) for _ in range(6)]
        assert all(future.result(30) == data for future in futures)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ((calls.end, 5), "ended with the code 5"),
        ((calls.end, 0), "ended with the code 0"),
        pytest.param(
            (calls.kill_oneself,), "SIGKILL", marks=[] if POSIX else pytest.mark.xfail(reason="no signals")
        ),
        ((calls.fail, MemoryError), "not enough memory"),
    ],
)
def test_a_worker_that_ends_fails_its_own_call_alone(call, said):
    with hired() as workers:
        before = [workers.submit(calls.slowly, number) for number in range(2)]
        bad = workers.submit(*call)
        after = [workers.submit(calls.echo, number) for number in range(10)]
        assert [future.result(30) for future in before] == [0, 1]
        assert [future.result(30) for future in after] == list(range(10))
        with pytest.raises(WorkerDiedError, match=said):
            bad.result(30)
        assert isinstance(bad.exception(), BrokenExecutor)


def test_a_native_crash_fails_its_own_call_alone():
    with hired() as workers:
        bad, good = workers.submit(calls.crash), workers.submit(calls.echo, 1)
        with pytest.raises(WorkerDiedError):
            bad.result(30)
        assert good.result(30) == 1


@pytest.mark.skipif(not POSIX, reason="kill is POSIX'")
def test_a_worker_that_is_killed_by_another():
    with hired() as workers:
        number = workers.submit(calls.pid).result(30)
        busy = workers.submit(calls.slowly, 1, 30)
        time.sleep(0.1)
        os.kill(number, signal.SIGKILL)
        with pytest.raises(WorkerDiedError, match="SIGKILL"):
            busy.result(10)
        assert workers.submit(calls.pid).result(30) != number
        # One that has nothing to do loses nothing.
        os.kill(workers.submit(calls.pid).result(30), signal.SIGKILL)
        time.sleep(0.2)
        future = workers.submit(calls.echo, 1)
        try:
            assert future.result(30) == 1
        except WorkerDiedError:
            assert workers.submit(calls.echo, 1).result(30) == 1


def test_a_call_that_takes_too_long_is_ended():
    with hired(seconds=1.0) as workers:
        assert workers.submit(calls.echo, 1).result(30) == 1
        bad, good = workers.submit(calls.hang), workers.submit(calls.echo, 2)
        with pytest.raises(WorkerDiedError, match="more than 1 second"):
            bad.result(10)
        assert good.result(30) == 2


@pytest.mark.skipif(not POSIX, reason="kill is POSIX'")
def test_a_worker_that_is_stopped_takes_too_long():
    with hired(seconds=1.0) as workers:
        os.kill(workers.submit(calls.pid).result(30), signal.SIGSTOP)
        # More than a pipe holds.
        future = workers.submit(calls.echo, bytes(5_000_000))
        with pytest.raises(WorkerDiedError, match="more than 1 second"):
            future.result(10)


def test_time_counts_for_each_call_alone():
    with hired(seconds=1.0) as workers:
        futures = [workers.submit(calls.slowly, number, 0.3) for number in range(6)]
        assert [future.result(30) for future in futures] == list(range(6))


@pytest.mark.parametrize(
    ("arguments", "kind", "said"),
    [
        ((ValueError, "no"), ValueError, "^no$"),
        ((MetaImageError, "what", "file.py", 3, "Do it."), MetaImageError, "file.py:3: what Do it."),
        ((calls.TwoArgumentsError, 1, 2), RuntimeError, "TwoArgumentsError: 1 and 2"),
        ((KeyboardInterrupt,), RuntimeError, "KeyboardInterrupt"),
        ((SystemExit, 3), RuntimeError, "SystemExit: 3"),
        ((RecursionError, "deep"), RecursionError, "deep"),
    ],
)
def test_errors_come_back(arguments, kind, said):
    with hired() as workers:
        with pytest.raises(kind, match=said):
            workers.submit(calls.fail, *arguments).result(30)
        assert workers.submit(calls.echo, 1).result(30) == 1


def test_what_does_not_pickle_is_an_error():
    with hired() as workers:
        with pytest.raises(Exception, match=r"pickle|local object"):
            workers.submit(calls.echo, lambda: None).result(30)
        with pytest.raises(Exception, match=r"pickle|local object"):
            workers.submit(calls.hold_a_lock).result(30)
        assert workers.submit(calls.echo, 1).result(30) == 1


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ((calls.say, b"\xff" * 8), "cannot be read"),
        ((calls.say, b"\x7f" + b"\xff" * 7), "cannot be read"),
        ((calls.say, bytes(7) + b"\x64half", calls.leave_at_once), "ended with the code 0"),
        ((calls.say, b"\0", calls.leave_at_once), "ended with the code 0"),
    ],
)
def test_an_answer_that_is_none_fails_its_own_call_alone(call, said):
    with hired() as workers:
        bad = workers.submit(*call)
        after = [workers.submit(calls.echo, number) for number in range(6)]
        with pytest.raises(WorkerDiedError, match=said):
            bad.result(30)
        assert [future.result(30) for future in after] == list(range(6))


def test_what_is_returned_and_cannot_be_read_is_an_error():
    with hired() as workers:
        bad, good = workers.submit(calls.unreadable), workers.submit(calls.echo, 1)
        with pytest.raises(ValueError, match="unreadable"):
            bad.result(30)
        assert good.result(30) == 1


def test_a_process_that_cannot_be_made_for_a_reason_unheard_of(monkeypatch):
    def fail(*_, **__):
        raise MemoryError

    with hired() as workers:
        monkeypatch.setattr(subprocess, "Popen", fail)
        futures = [workers.submit(calls.echo, number) for number in range(6)]
        for future in futures:
            with pytest.raises(BrokenExecutor, match="MemoryError"):
                future.result(30)
        monkeypatch.undo()
        assert workers.submit(calls.echo, 1).result(30) == 1


def test_many_workers():
    with hired(24) as workers:
        futures = [workers.submit(calls.slowly, number, 0.01) for number in range(400)]
        assert [future.result(60) for future in futures] == list(range(400))


def test_large_messages_both_ways_and_many_at_once():
    data = os.urandom(1_000_000)
    with hired(3) as workers, Threads(6) as asking:
        answers = asking.map(lambda _: workers.submit(calls.echo, data).result(60) == data, range(40))
        assert all(answers)


def test_what_is_submitted_while_others_shut_down_has_an_answer():
    workers = Workers(2)
    futures = []

    def ask():
        with suppress(RuntimeError):
            while True:
                futures.append(workers.submit(calls.echo, 1))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    until(lambda: any(future.done() for future in list(futures)))
    workers.shutdown(cancel_futures=True)
    for thread in threads:
        thread.join(10)
        assert not thread.is_alive()
    assert not wait(futures, 10).not_done


def test_what_is_printed_gets_in_nobody_s_way(capfd):
    with hired() as workers:
        assert workers.submit(calls.noise).result(30) == ""
        assert workers.submit(calls.echo, 1).result(30) == 1
    out, errors = capfd.readouterr()
    assert out == ""
    assert errors.count("noise") == 3


def test_deep_calls_do_not_touch_this_process():
    before = sys.getrecursionlimit()
    with hired() as workers:
        assert workers.submit(calls.levels, 30_000).result(30) == 30_000
    assert sys.getrecursionlimit() == before


def test_a_worker_is_as_its_owner(monkeypatch, tmp_path):
    (tmp_path / "only_here.py").write_text("")
    (tmp_path / "pickle.py").write_text("raise SystemExit('an impostor')")
    monkeypatch.syspath_prepend(tmp_path / "first")
    sys.path.append(str(tmp_path))
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    monkeypatch.setenv("ANYTHING", "else")
    monkeypatch.setenv("MALLOC_TOP_PAD_", "1")
    monkeypatch.delenv("PYTHONPATH", raising=False)  # what is relative in it is not of here
    monkeypatch.chdir(tmp_path)
    try:
        with hired() as workers:
            state = workers.submit(calls.state).result(30)
            assert workers.submit(calls.found, "only_here").result(30) == str(tmp_path / "only_here.py")
    finally:
        sys.path.remove(str(tmp_path))
    assert state["path"][: len(sys.path)][0] == str(tmp_path / "first")
    assert state["environment"]["PYTHONHASHSEED"] == "7"
    assert state["environment"]["ANYTHING"] == "else"
    assert state["environment"]["MALLOC_TOP_PAD_"] == "1"
    assert state["folder"] == str(tmp_path)
    assert state["main"].endswith("program.py")


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="counted in /proc")
def test_no_files_of_its_owner_are_open(tmp_path):
    with open(tmp_path / "secret", "w") as file, hired(2) as workers:
        os.set_inheritable(file.fileno(), True)
        states = [workers.submit(calls.state) for _ in range(20)]
        # Three of its own, the two ways, and the folder that is being listed.
        assert max(len(future.result(30)["descriptors"]) for future in states) <= 6


@pytest.mark.skipif(not POSIX, reason="elsewhere no folder that is in use can be deleted")
def test_the_working_folder_may_be_gone(monkeypatch, tmp_path):
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.delenv("PYTHONPATH", raising=False)
    monkeypatch.chdir(folder)
    folder.rmdir()
    with hired() as workers:
        assert workers.submit(calls.echo, 1).result(30) == 1


@pytest.mark.parametrize(
    "python", ["", "/no/such/python", sys.executable + ".missing", "true", "yes", "not_a_program"]
)
def test_where_there_is_no_python_to_start(monkeypatch, tmp_path, python):
    if python == "not_a_program":
        python = str(tmp_path / "text")
        Path(python).write_text("just text")
    elif python in ("true", "yes"):
        python = f"/usr/bin/{python}"
        if not os.path.exists(python):
            python = "/no/such/program"
    monkeypatch.setattr(sys, "executable", python)
    with hired(3) as workers:
        for number in range(3):
            with pytest.raises(NoWorkerError):
                workers.submit(calls.echo, number).result(30)
        with pytest.raises(NoWorkerError):
            workers.submit(calls.echo, 1)


@pytest.mark.parametrize("times", [1, 3, 4])
def test_some_processes_that_end_before_they_begin(monkeypatch, tmp_path, times):
    python = tmp_path / "python"
    python.write_text(
        "#!/bin/sh\n"
        f"echo >> {tmp_path}/starts\n"
        f'[ "$(wc -l < {tmp_path}/starts)" -gt {times} ] && exec {sys.executable} "$@"\n'
        "echo noise; kill -9 $$\n"
    )
    python.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(python))
    with hired() as workers:
        futures = [workers.submit(calls.echo, number) for number in range(3)]
        if times < 4:
            assert [future.result(30) for future in futures] == [0, 1, 2]
        else:
            for future in futures:
                with pytest.raises(NoWorkerError, match="SIGKILL"):
                    future.result(30)


def test_a_frozen_program_starts_none(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with hired() as workers, pytest.raises(NoWorkerError, match="no Python"):
        workers.submit(calls.echo, 1).result(30)


def test_cancelled_calls_are_not_made(tmp_path):
    with hired() as workers:
        futures = [workers.submit(calls.slowly, number, 0.2) for number in range(12)]
        assert futures[-1].cancel()
        assert [future.result(30) for future in futures[:-1]] == list(range(11))
        assert workers.submit(calls.echo, 1).result(30) == 1


def test_shutdown_waits_for_what_was_submitted():
    workers = Workers(1)
    futures = [workers.submit(calls.slowly, number) for number in range(8)]
    workers.shutdown()
    assert [future.result(0) for future in futures] == list(range(8))
    with pytest.raises(RuntimeError, match="shut down"):
        workers.submit(calls.echo, 1)
    workers.shutdown()


@pytest.mark.skipif(not POSIX, reason="looked for in /proc")
def test_shutdown_at_once_ends_what_is_under_way():
    workers = Workers(2)
    number = workers.submit(calls.pid).result(30)
    futures = [workers.submit(calls.slowly, number, 30) for number in range(8)]
    time.sleep(0.2)
    begun = time.monotonic()
    workers.shutdown(wait=False, cancel_futures=True)
    done, pending = wait(futures, 10)
    assert not pending
    assert time.monotonic() - begun < 10
    until(lambda: not alive(number))
    assert len(done) == 8


def test_shutdown_while_a_process_starts():
    for pause in (0, 0.01, 0.05, 0.2):
        workers = Workers(2)
        futures = [workers.submit(calls.slowly, number, 20) for number in range(8)]
        time.sleep(pause)
        begun = time.monotonic()
        workers.shutdown(cancel_futures=True)
        workers.shutdown()
        assert time.monotonic() - begun < 15
        assert all(future.done() for future in futures)


def test_where_no_thread_can_be_started(monkeypatch):
    def fail(self):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", fail)
    with pytest.raises(NoWorkerError, match="no thread"):
        Workers(2).submit(calls.echo, 1)


@pytest.mark.skipif(not POSIX, reason="looked for in /proc")
def test_forgotten_workers_end():
    workers = Workers(1)
    number = workers.submit(calls.pid).result(30)
    del workers
    gc.collect()
    until(lambda: not alive(number))


SCRIPT = """
    import sys, time
    from mkdocs_metaimage.pipeline.workers import Workers
    from pipeline import calls
    print("once", flush=True)
    workers = Workers(2)
    for _ in range(12):
        workers.submit(calls.slowly, 1, 0.2)
    print(workers.submit(calls.pid).result(), flush=True)
    for _ in range(12):
        workers.submit(calls.slowly, 1, 30)
    {then}
"""


#: Short, since Ctrl-C that comes just before a sleep is heard after it.
SLEEPS = "while True: time.sleep(0.05)"


@contextmanager
def script(tmp_path, then):
    """Run SCRIPT with an end: gives the process, once it has worked, and the number of one of its workers."""
    path = tmp_path / "script.py"
    path.write_text(textwrap.dedent(SCRIPT).format(then=then))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests")))}
    process = subprocess.Popen(
        [sys.executable, path],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        start_new_session=True,
    )
    with process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "once\n"
            yield process, int(process.stdout.readline())
        finally:
            process.kill()


@pytest.mark.skipif(not POSIX, reason="looked for in /proc")
@pytest.mark.parametrize("then", ["pass", "sys.exit(0)", "import os; os._exit(0)", "workers.shutdown(False)"])
def test_an_owner_that_ends_leaves_nothing_behind(tmp_path, then):
    with script(tmp_path, then) as (process, number):
        if "shutdown" in then:
            # What was submitted is done by nobody once the owner has ended.
            assert process.wait(20) == 0
        out, errors = process.communicate(timeout=20)
        assert (out, errors) == ("", "")
        until(lambda: not alive(number))


@pytest.mark.skipif(not POSIX, reason="signals are POSIX'")
def test_an_owner_that_is_killed_leaves_nothing_behind(tmp_path):
    with script(tmp_path, SLEEPS) as (process, number):
        assert alive(number)
        process.kill()
        # The pipe of errors is shared with the workers: it ends when all have.
        assert process.communicate(timeout=20) == ("", "")
        until(lambda: not alive(number))


@pytest.mark.skipif(not POSIX, reason="signals are POSIX'")
def test_ctrl_c_reaches_the_owner_alone(tmp_path):
    with script(tmp_path, SLEEPS) as (process, number):
        os.killpg(process.pid, signal.SIGINT)
        out, errors = process.communicate(timeout=20)
        assert out == ""
        assert errors.count("Traceback") == 1
        assert "script.py" in errors
        assert "program.py" not in errors
        until(lambda: not alive(number))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks are POSIX'")
def test_a_fork_of_the_owner_leaves_them_alone(tmp_path):
    then = """
    import os
    child = os.fork()
    if not child:
        try:
            workers.submit(calls.pid)
        except Exception as error:
            print(type(error).__name__, flush=True)
        workers.shutdown()
        del workers
        sys.exit(0)
    os.waitpid(child, 0)
    print("alive" if workers.submit(calls.echo, 1) else "")
    workers.shutdown(cancel_futures=True)
    """
    with script(tmp_path, textwrap.dedent(then)) as (process, number):
        # Some of it may have been read ahead, which `communicate` would not give.
        assert process.stdout.read().split() == ["NoWorkerError", "alive"], process.stderr.read()
        until(lambda: not alive(number))
