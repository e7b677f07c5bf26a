"""Dockerfile, compose.yaml and the systemd unit: linted, and their steps carried out."""

from __future__ import annotations

import configparser
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
import yaml

from bot.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
UNIT = ROOT / "deploy" / "wenbao.service"


def instructions() -> list[list[tuple[str, str]]]:
    """The instructions of each stage, lines that go on joined."""
    joined = re.sub(r"\\\n\s*", "", re.sub(r"^#.*\n", "", DOCKERFILE, flags=re.MULTILINE))
    stages: list[list[tuple[str, str]]] = []
    for written in filter(None, joined.splitlines()):
        name, _, value = written.partition(" ")
        if name == "FROM":
            stages.append([])
        stages[-1].append((name, value.strip()))
    return stages


def values(stage: int, name: str) -> list[str]:
    found = [value for written, value in instructions()[stage] if written == name]
    assert found, f"stage {stage} has no {name}"
    return found


def environment() -> dict[str, str]:
    return dict(
        re.findall(r"(\w+)=(\S+)", " ".join(values(1, "ENV"))),
    )


def settings_known() -> set[str]:
    return {f"WENBAO_{name.upper()}" for name in Settings.model_fields}


def run(command: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env={**os.environ, **more},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_the_linter_finds_nothing() -> None:
    hadolint = shutil.which("hadolint", path=f"{sysconfig.get_path('scripts')}:{os.defpath}")
    if hadolint is None:
        pytest.skip("hadolint is not installed; it comes with the dev extra")
    done = subprocess.run(
        [hadolint, "--failure-threshold", "style", str(ROOT / "Dockerfile")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_there_are_two_stages_and_the_last_does_not_run_as_root() -> None:
    assert len(instructions()) == 2
    user = values(1, "USER")[-1]
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", user)
    created = " ".join(values(1, "RUN"))
    uid, gid = user.split(":")
    assert f"--uid {uid} " in created
    assert f"--gid {gid} " in created


def test_base_images_are_of_a_python_that_the_project_supports() -> None:
    for stage in (0, 1):
        version = re.match(r"python:3\.(\d+)-slim", values(stage, "FROM")[0])
        assert version is not None
        assert int(version[1]) >= 11


def test_every_variable_that_is_set_is_a_setting() -> None:
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
    unit = re.findall(r"^Environment=(\w+)=", UNIT.read_text("utf-8"), re.MULTILINE)
    names = {*environment(), *compose["services"]["wenbao"]["environment"], *unit}
    ours = {name for name in names if name.startswith("WENBAO_")}
    assert len(ours) >= 3
    assert ours <= settings_known()


def test_the_builder_gets_what_the_dockerfile_copies() -> None:
    ignored = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    sent = {line[1:] for line in ignored if line.startswith("!")}
    copied = {source.rstrip("/") for value in values(0, "COPY") for source in value.split()[:-1]}
    assert copied
    assert copied <= sent
    assert all((ROOT / source).exists() for source in copied)


def test_the_build_steps_run_and_what_they_install_starts(tmp_path: Path) -> None:
    """Dependencies are those of this environment, so that nothing is fetched twice."""
    source, home = tmp_path / "src", tmp_path / "wenbao"
    source.mkdir()
    for value in values(0, "COPY"):
        *names, target = value.split()
        for name in names:
            place = source / target / ("" if (ROOT / name).is_dir() else name)
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, place, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(ROOT / name, place)
    for command in values(0, "RUN"):
        here = command.replace("/opt/wenbao", str(home)).replace(
            "python -m", f"{sys.executable} -m"
        )
        done = run(
            here,
            source,
            PIP_NO_DEPS="1",
            PIP_NO_BUILD_ISOLATION="0",
            PIP_NO_COMPILE="1",
            **_builds_with_ours(),
        )
        assert done.returncode == 0, done.stderr
    _lend_our_packages(home)
    entry, (command,) = (json.loads(values(1, name)[0]) for name in ("ENTRYPOINT", "CMD"))
    started = [f"{home}/bin/{entry[0]}", command, "--help"]
    done = run(shlex.join(started), tmp_path, PYTHONPATH="")
    assert (done.returncode, done.stderr) == (0, "")
    asked = run(shlex.join([f"{home}/bin/{entry[0]}", "today", "--json"]), tmp_path, PYTHONPATH="")
    assert asked.returncode == 0, asked.stderr
    assert json.loads(asked.stdout)["articles"]
    opens = "from pathlib import Path; from bot.store import Store; Store(Path('s')).close()"
    stored = run(shlex.join([f"{home}/bin/python", "-c", opens]), tmp_path, PYTHONPATH="")
    assert stored.returncode == 0, "the migrations were not installed: " + stored.stderr


def _builds_with_ours() -> dict[str, str]:
    return {"PYTHONPATH": sysconfig.get_path("purelib")}


def _lend_our_packages(home: Path) -> None:
    (library,) = home.glob("lib/python3*/site-packages")
    (library / "ours.pth").write_text(f"{sysconfig.get_path('purelib')}\n", "utf-8")


def health_check(port: int) -> int:
    probe = values(1, "HEALTHCHECK")[0].partition("CMD ")[2]
    words = [word.replace("python", sys.executable) for word in json.loads(probe)[:1]]
    return run(
        shlex.join([*words, *json.loads(probe)[1:]]),
        ROOT,
        WENBAO_METRICS_PORT=str(port),
        http_proxy="http://127.0.0.1:9",
    ).returncode


def test_the_health_check_tells_a_well_bot_from_an_unwell_one() -> None:
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER], stdout=subprocess.PIPE, stdin=subprocess.PIPE, cwd=ROOT
    )
    with server:
        assert server.stdout is not None
        assert server.stdin is not None
        unwell, well = map(int, server.stdout.readline().split())
        assert health_check(well) == 0
        assert health_check(unwell) != 0
        server.stdin.close()
    assert health_check(well) != 0


SERVER = """
import asyncio, sys
from datetime import date
from bot.health import serving_health
from bot.metrics import Metrics

async def main():
    well = Metrics()
    well.serves(1, date(2024, 3, 14))
    async with serving_health(Metrics(), 0) as first, serving_health(well, 0) as second:
        print(first, second, flush=True)
        await asyncio.to_thread(sys.stdin.read)

asyncio.run(main())
"""


def test_compose_keeps_the_store_and_takes_every_right_away() -> None:
    service = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"]["wenbao"]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    places = {entry.split(":")[1]: entry for entry in service["volumes"]}
    store = Path(service["environment"]["WENBAO_STORE"])
    assert str(store.parent) in places
    # Not read-only: what the newsroom sends to the bot goes there.
    assert places[service["environment"]["WENBAO_ISSUES"]].count(":") == 1


def test_the_unit_is_one_that_systemd_takes() -> None:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign] # configparser's own recipe
    parser.read_string(UNIT.read_text("utf-8"))
    assert parser["Service"]["ExecStart"].endswith("wenbao run")
    assert parser["Service"]["RestartPreventExitStatus"] == "2 3"
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd-analyze is not installed")
    done = subprocess.run(
        [analyze, "verify", "--recursive-errors=no", str(UNIT)],
        capture_output=True,
        text=True,
        check=False,
    )
    complaints = [
        line
        for line in done.stderr.splitlines()
        if "wenbao" in line and "not executable" not in line
    ]
    assert complaints == []
