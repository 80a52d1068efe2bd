"""What is in the session image, and what a session there may do."""

import re


def test_gam_works_on_the_demo_domain(container):
    client = container.open()
    client.type(b"gam print users | wc -l\r", 0)
    client.wait_output(b"1201\r\n", 60)


def test_gam_is_the_version_that_the_label_names(container, image):
    version = image["Labels"]["gamgui.dev/gam"]
    assert f"GAM {version}" in container.run("gam", "version")
    assert container.open().welcome["gam"] == container.run("gam", "version", "simple").strip()
    assert re.fullmatch(r"[0-9a-f]{12}", image["Labels"]["gamgui.dev/agent"])
    assert re.fullmatch(r"\d+\.\d+\.\d+", image["Labels"]["org.opencontainers.image.version"])


def test_a_file_of_the_user_is_not_taken_for_a_part_of_gam(container):
    client = container.open()
    client.type(b"echo 'print(\"hija''cked\")' > json.py; gam version simple; echo do''ne\r", 0)
    client.wait_output(b"done\r\n", 30)
    assert b"\r\nhijacked" not in client.output[0]


def test_it_is_nobody_and_may_do_nothing(container, image):
    assert image["User"] == "10001:10001"
    status = container.run("cat", "/proc/1/status")
    assert re.findall(r"^(?:Cap|NoNew|Uid).*", status, re.M) == [
        "Uid:\t10001\t10001\t10001\t10001",
        *(f"Cap{kind}:\t0000000000000000" for kind in ("Inh", "Prm", "Eff", "Bnd", "Amb")),
        "NoNewPrivs:\t1",
    ]
    places = "/ /etc /opt/gamgui/agent /usr/local/bin /var /session /session/s /run/gamgui /tmp"
    writable = container.run("sh", "-c", f"for place in {places}; do [ -w $place ] && echo $place; done; true")
    assert writable.split() == ["/session", "/session/s", "/run/gamgui", "/tmp"]


def test_nothing_is_there_to_build_or_to_reach_a_cloud_with(container):
    names = "cc gcc make go gcloud kubectl docker pip ssh curl wget"
    assert container.run("bash", "-c", f"type -P {names}; true") == ""


def test_a_person_finds_the_usual_tools(container):
    names = "bash less nano ps grep sed awk sort cut head tail"
    assert len(container.run("bash", "-c", f"type -P {names}").splitlines()) == len(names.split())
    assert container.run("sh", "-c", "TZ=Europe/Berlin date +%Z").strip() in ("CET", "CEST")


def test_all_is_compiled(container):
    """What is not would be compiled at each start of GAM: nothing can be written there."""
    script = (
        "import importlib.util as u, pathlib as p;"
        "print([str(f) for d in ('agent', 'venv/lib/python3.11/site-packages/gam')"
        "       for f in p.Path('/opt/gamgui', d).rglob('*.py') if not p.Path(u.cache_from_source(f)).exists()])"
    )
    assert container.run("python3", "-c", script).strip() == "[]"


def test_its_configuration_is_its_own(container):
    assert container.run("stat", "-c", "%a %U", "/session/s/config.json") == "600 gamgui\n"
    assert container.run("cat", "/session/s/config.json") == container.config
    # It waits for the demo domain, which is started after the shell.
    container.run("gam", "version")
    demo = container.run("pgrep", "-f", "agent/__main__.py demo --dir").split()[0]
    assert "GAMGUI_CONFIG" not in container.run("cat", f"/proc/{demo}/environ")
    client = container.open()
    client.type(b"echo [$GAMGUI_CONFIG]\r", 0)
    client.wait_output(b"\r\n[]\r\n")
