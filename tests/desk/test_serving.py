"""Opening the desk: where it listens, and what it says when it cannot."""

import socket
import threading
import urllib.request

from click.testing import CliRunner

from pipelines.cli import main
from pipelines.desk.serving import server
from pipelines.workspace import Workspace


def test_the_desk_answers_a_browser_of_this_machine(workspace: Workspace) -> None:
    served = server(workspace, "127.0.0.1", 0)
    answering = threading.Thread(target=served.run, daemon=True)
    answering.start()
    address = f"http://127.0.0.1:{served.effective_port}/now"
    with urllib.request.urlopen(address, timeout=10) as answer:  # ours
        assert b'"run"' in answer.read()
    served.close()


def test_an_address_that_others_reach_ends_with_advice(workspace: Workspace) -> None:
    ended = CliRunner().invoke(main, ["serve", str(workspace.root), "--host", "::"])
    assert ended.exit_code == 2
    assert "no sign-in yet" in ended.stderr


def test_a_taken_port_is_named(workspace: Workspace) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        command = ["serve", str(workspace.root), "--port", str(port)]
        ended = CliRunner().invoke(main, command)
    assert ended.exit_code == 2
    assert f"port {port} of 127.0.0.1 is taken" in ended.stderr


def test_a_folder_without_a_workspace_is_named(workspace: Workspace) -> None:
    ended = CliRunner().invoke(main, ["serve", str(workspace.inbox)])
    assert ended.exit_code == 2
    assert "is no workspace" in ended.stderr
