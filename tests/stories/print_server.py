"""A spooler of its own for tests: CUPS on a free port, with network printers that take PDF and keep it as files."""

import os
import shutil
import socket
import socketserver
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

TOOLS = ("cupsd", "lpadmin", "cupsdisable", "cupsenable")
_PATH = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/sbin"))
MISSING = [tool for tool in TOOLS if shutil.which(tool, path=_PATH) is None]
WHY_SKIPPED = f"no {', '.join(MISSING)} on this machine"
_PATIENCE_S = 30

_DRIVER = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "PAPER.PPD"
*Product: "(Paper)"
*Manufacturer: "Paper"
*ModelName: "Paper"
*ShortNickName: "Paper"
*NickName: "Paper"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: True
*DefaultColorSpace: RGB
*FileSystem: False
*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"
*OpenUI *PageSize: PickOne
*DefaultPageSize: A4
*PageSize A4/A4: "<</PageSize[595 842]>>setpagedevice"
*CloseUI: *PageSize
*OpenUI *PageRegion: PickOne
*DefaultPageRegion: A4
*PageRegion A4/A4: "<</PageSize[595 842]>>setpagedevice"
*CloseUI: *PageRegion
*DefaultImageableArea: A4
*ImageableArea A4/A4: "0 0 595 842"
*DefaultPaperDimension: A4
*PaperDimension A4/A4: "595 842"
*VariablePaperSize: True
*HWMargins: 0 0 0 0
*MaxMediaWidth: 10000
*MaxMediaHeight: 10000
*NonUIOrderDependency: 100 AnySetup *CustomPageSize
*CustomPageSize True: "pop pop pop <</PageSize[5 -2 roll]/ImagingBBox null>>setpagedevice"
*ParamCustomPageSize Width: 1 points 36 10000
*ParamCustomPageSize Height: 2 points 36 10000
*ParamCustomPageSize Orientation: 3 int 0 3
*ParamCustomPageSize WidthOffset: 4 points 0 0
*ParamCustomPageSize HeightOffset: 5 points 0 0
*DefaultFont: Courier
*Font Courier: Standard "(002.004S)" Standard ROM
"""
"""A printer that takes PDF as it is, on paper of any size (Adobe's PPD specification 4.3)."""

_CUPSD = """
Listen 127.0.0.1:{port}
LogLevel warn
Browsing Off
WebInterface No
DefaultAuthType None
<Location />
Order allow,deny
Allow localhost
</Location>
<Location /admin>
Order allow,deny
Allow localhost
</Location>
<Policy default>
JobPrivateAccess all
JobPrivateValues none
SubscriptionPrivateAccess all
SubscriptionPrivateValues none
<Limit All>
Order allow,deny
Allow localhost
</Limit>
</Policy>
"""
_CUPS_FILES = """
ServerRoot {folder}/root
CacheDir {folder}/cache
StateDir {folder}/run
RequestRoot {folder}/spool
TempDir {folder}/spool/tmp
AccessLog {folder}/log/access
ErrorLog {folder}/log/error
PageLog {folder}/log/page
SystemGroup root
FatalErrors config
"""


@dataclass(frozen=True)
class PrintServer:
    """`server` is what a client is told; `printed` is where what comes out lies, a file a job."""

    server: str
    printed: Path
    driver: Path
    port: int

    def add_printer(self, name: str) -> None:
        """A network printer that is ready."""
        device = f"socket://127.0.0.1:{self.port}"
        self._run("lpadmin", "-p", name, "-E", "-v", device, "-P", str(self.driver), "-D", f"{name} printer")

    def stop_printer(self, name: str) -> None:
        """Somebody pauses it; it still takes jobs."""
        self._run("cupsdisable", name)

    def start_printer(self, name: str) -> None:
        """It goes on."""
        self._run("cupsenable", name)

    def remove_printer(self, name: str) -> None:
        """It is unplugged for good; its waiting jobs go with it."""
        self._run("lpadmin", "-x", name)

    def cancel(self, job: str) -> None:
        """Somebody cancels a job in the printing system."""
        self._run("cancel", job)

    def files(self) -> list[Path]:
        """What came out, the oldest first."""
        return sorted(self.printed.glob("*.pdf"))

    def _run(self, *command: str) -> None:
        environment = {**os.environ, "CUPS_SERVER": self.server, "PATH": _PATH}
        subprocess.run(command, env=environment, check=True, timeout=_PATIENCE_S, stderr=subprocess.DEVNULL)


@contextmanager
def print_server(folder: Path) -> Iterator[PrintServer]:
    """Start a print server that ends with the block; its own folder must be open to other users of the machine."""
    port = _free_port()
    for name in ("root/ppd", "cache", "run", "spool/tmp", "log", "printed"):
        (folder / name).mkdir(parents=True)
    (folder / "cupsd.conf").write_text(_CUPSD.format(port=port))
    (folder / "cups-files.conf").write_text(_CUPS_FILES.format(folder=folder))
    (folder / "paper.ppd").write_text(_DRIVER)
    process = subprocess.Popen(
        ["cupsd", "-f", "-c", str(folder / "cupsd.conf"), "-s", str(folder / "cups-files.conf")],
        env={**os.environ, "PATH": _PATH},
        stderr=subprocess.DEVNULL,
    )
    try:
        with _paper_tray(folder / "printed") as printer:
            _wait_for(port)
            yield PrintServer(f"127.0.0.1:{port}", folder / "printed", folder / "paper.ppd", printer)
    finally:
        process.terminate()
        process.wait(timeout=_PATIENCE_S)


@pytest.fixture(scope="module")
def server() -> Iterator[PrintServer]:
    """In a folder of its own under the system's temporary one: the spooler works as other users too."""
    where = Path(tempfile.mkdtemp(prefix="checkin-print-"))
    where.chmod(0o755)
    try:
        with print_server(where) as started:
            yield started
    finally:
        shutil.rmtree(where)


@contextmanager
def _paper_tray(printed: Path) -> Iterator[int]:
    """A printer on the network: what is sent to its port is a job, and becomes a file; gives the port."""

    class Job(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            content = self.rfile.read()
            (printed / f"{time.monotonic_ns():020}.pdf").write_bytes(content)

    with socketserver.TCPServer(("127.0.0.1", 0), Job) as tray:
        thread = threading.Thread(target=tray.serve_forever)
        thread.start()
        try:
            yield tray.server_address[1]
        finally:
            tray.shutdown()
            thread.join()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("the print server did not start")
