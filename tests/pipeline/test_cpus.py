"""How many processors there are: those that the process is bound to, and no more than its container gets."""

from __future__ import annotations

import os

import pytest

from mkdocs_metaimage.pipeline.cpus import usable_cpus


@pytest.fixture(autouse=True)
def eight(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 16)
    monkeypatch.setattr(os, "process_cpu_count", lambda: 8, raising=False)


def write(root, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


OWN = "proc/self/cgroup"


@pytest.mark.parametrize(
    ("files", "count"),
    [
        ({}, 8),
        ({OWN: "0::/\n", "sys/fs/cgroup/cpu.max": "max 100000\n"}, 8),
        ({OWN: "0::/\n", "sys/fs/cgroup/cpu.max": "200000 100000\n"}, 2),
        ({OWN: "0::/\n", "sys/fs/cgroup/cpu.max": "150000 100000\n"}, 2),
        ({OWN: "0::/\n", "sys/fs/cgroup/cpu.max": "50000 100000\n"}, 1),
        ({OWN: "0::/\n", "sys/fs/cgroup/cpu.max": "6400000 100000\n"}, 8),
        ({OWN: "0::/a/b\n", "sys/fs/cgroup/a/b/cpu.max": "300000 100000\n"}, 3),
        ({OWN: "0::/a/b\n", "sys/fs/cgroup/a/cpu.max": "300000 100000\n"}, 3),
        (
            {
                OWN: "0::/a/b\n",
                "sys/fs/cgroup/a/b/cpu.max": "500000 100000\n",
                "sys/fs/cgroup/a/cpu.max": "400000 100000\n",
            },
            4,
        ),
        ({OWN: "0::/../..\n", "sys/fs/cgroup/cpu.max": "300000 100000\n"}, 3),
        (
            {
                OWN: "1:cpu:/\n",
                "sys/fs/cgroup/cpu/cpu.cfs_quota_us": "250000\n",
                "sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000\n",
            },
            3,
        ),
        (
            {
                "sys/fs/cgroup/cpu/cpu.cfs_quota_us": "-1\n",
                "sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000\n",
            },
            8,
        ),
        ({OWN: "0::/\n", "sys/fs/cgroup/cpu.max": "nonsense\n"}, 8),
        ({OWN: "0::/\n", "sys/fs/cgroup/cpu.max": "100000 0\n"}, 8),
        ({OWN: "", "sys/fs/cgroup/cpu.max": ""}, 8),
    ],
)
def test_containers(tmp_path, files, count):
    write(tmp_path, files)
    assert usable_cpus(tmp_path) == count


def test_where_python_does_not_know(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "process_cpu_count", lambda: None, raising=False)
    assert usable_cpus(tmp_path) == 1


def test_a_process_that_is_bound_to_some(tmp_path, monkeypatch):
    monkeypatch.delattr(os, "process_cpu_count", raising=False)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {3, 5, 7}, raising=False)
    assert usable_cpus(tmp_path) == 3


def test_this_machine():
    assert 1 <= usable_cpus() <= 8
