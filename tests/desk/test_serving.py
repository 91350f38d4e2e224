"""Opening the desk: where it listens, and what it says when it cannot."""

import re
import socket
import subprocess
import sys
import urllib.request

from click.testing import CliRunner

from pipelines.cli import main
from pipelines.workspace import Workspace

COMMAND = (sys.executable, "-c", "from pipelines.cli import main; main()")


def test_the_desk_answers_a_browser_of_this_machine(workspace: Workspace) -> None:
    command = [*COMMAND, "serve", str(workspace.root), "--port", "0"]
    with subprocess.Popen(  # noqa: S603  # our own command
        command, stdout=subprocess.PIPE, encoding="utf-8"
    ) as served:
        assert served.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+", served.stdout.readline())
        assert found is not None
        with urllib.request.urlopen(f"{found[0]}/now", timeout=20) as answer:  # noqa: S310  # ours
            assert b'"run"' in answer.read()
        served.terminate()


def test_a_taken_port_is_named(workspace: Workspace) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        ended = subprocess.run(  # noqa: S603  # our own command
            [*COMMAND, "serve", str(workspace.root), "--port", str(port)],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    assert ended.returncode == 2
    assert f"port {port} of 127.0.0.1 is taken" in ended.stderr


def test_an_address_that_others_reach_ends_with_advice(workspace: Workspace) -> None:
    ended = CliRunner().invoke(main, ["serve", str(workspace.root), "--host", "::"])
    assert ended.exit_code == 2
    assert "no sign-in yet" in ended.stderr


def test_a_folder_without_a_workspace_is_named(workspace: Workspace) -> None:
    ended = CliRunner().invoke(main, ["serve", str(workspace.inbox)])
    assert ended.exit_code == 2
    assert "is no workspace" in ended.stderr
