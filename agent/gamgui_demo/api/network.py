"""Which Google APIs exist on the demo domain's network, and where.

An API that GAM uses often but that is not played still has its discovery document here: GAM then
shows our sentence about it, rather than advice to report a bug to its author.
"""

from dataclasses import dataclass
from pathlib import Path

from .discovery import Api, Method

SIGN_IN_HOST = "oauth2.googleapis.com"
WWW = "www.googleapis.com"

# (document, host of the methods, host of the document, version in the document's address)
_PLAYED = (
    ("admin.directory_v1", "admin.googleapis.com", "admin.googleapis.com", "directory_v1"),
    ("admin.reports_v1", "admin.googleapis.com", "admin.googleapis.com", "reports_v1"),
    ("groupssettings.v1", WWW, "groupssettings.googleapis.com", "v1"),
    ("iam.v1", "iam.googleapis.com", "iam.googleapis.com", "v1"),
    ("licensing.v1", "licensing.googleapis.com", "licensing.googleapis.com", "v1"),
    ("oauth2.v2", WWW, "oauth2/v2", ""),
)
_SWITCHED_OFF = (
    ("admin.datatransfer_v1", "admin.googleapis.com", "admin.googleapis.com", "datatransfer_v1"),
    ("alertcenter.v1beta1", "alertcenter.googleapis.com", "alertcenter.googleapis.com", "v1beta1"),
    ("calendar.v3", WWW, "calendar-json.googleapis.com", "v3"),
    ("chat.v1", "chat.googleapis.com", "chat.googleapis.com", "v1"),
    ("chromemanagement.v1", "chromemanagement.googleapis.com", "chromemanagement.googleapis.com", "v1"),
    ("chromepolicy.v1", "chromepolicy.googleapis.com", "chromepolicy.googleapis.com", "v1"),
    ("classroom.v1", "classroom.googleapis.com", "classroom.googleapis.com", "v1"),
    ("cloudidentity.v1", "cloudidentity.googleapis.com", "cloudidentity.googleapis.com", "v1"),
    ("cloudidentity.v1beta1", "cloudidentity.googleapis.com", "cloudidentity.googleapis.com", "v1beta1"),
    ("docs.v1", "docs.googleapis.com", "docs.googleapis.com", "v1"),
    ("drive.v2", WWW, "drive/v2", ""),
    ("drive.v3", WWW, "drive/v3", ""),
    ("driveactivity.v2", "driveactivity.googleapis.com", "driveactivity.googleapis.com", "v2"),
    ("drivelabels.v2", "drivelabels.googleapis.com", "drivelabels.googleapis.com", "v2"),
    ("forms.v1", "forms.googleapis.com", "forms.googleapis.com", "v1"),
    ("gmail.v1", "gmail.googleapis.com", "gmail.googleapis.com", "v1"),
    ("groupsmigration.v1", "groupsmigration.googleapis.com", "groupsmigration.googleapis.com", "v1"),
    ("keep.v1", "keep.googleapis.com", "keep.googleapis.com", "v1"),
    ("meet.v2", "meet.googleapis.com", "meet.googleapis.com", "v2"),
    ("people.v1", "people.googleapis.com", "people.googleapis.com", "v1"),
    ("reseller.v1", "reseller.googleapis.com", "reseller.googleapis.com", "v1"),
    ("sheets.v4", "sheets.googleapis.com", "sheets.googleapis.com", "v4"),
    ("siteVerification.v1", WWW, "siteverification.googleapis.com", "v1"),
    ("tasks.v1", "tasks.googleapis.com", "tasks.googleapis.com", "v1"),
    ("vault.v1", "vault.googleapis.com", "vault.googleapis.com", "v1"),
    ("versionhistory.v1", "versionhistory.googleapis.com", "versionhistory.googleapis.com", "v1"),
)


@dataclass(frozen=True)
class Network:
    """Every API by the host of its methods and by the address of its document."""

    by_host: dict[str, list[Api]]
    by_address: dict[tuple[str, str], Api]

    @property
    def hosts(self) -> frozenset[str]:
        """Every host name that is played."""
        documents = {host for host, version in self.by_address if version}
        return frozenset({*self.by_host, *documents, SIGN_IN_HOST})

    def find(self, verb: str, host: str, path: str) -> tuple[Method, dict[str, str]] | None:
        """The method a request means, and the values in its path."""
        for api in self.by_host.get(host, ()):
            for method in api.methods:
                if method.verb == verb and (values := method.match(path)) is not None:
                    return method, values
        return None

    def document(self, host: str, path: str, version: str) -> Api | None:
        """The API whose discovery document has this address, if it has one."""
        if path == "/$discovery/rest":
            return self.by_address.get((host, version))
        prefix, suffix = "/discovery/v1/apis/", "/rest"
        if host == WWW and path.startswith(prefix) and path.endswith(suffix):
            return self.by_address.get((path[len(prefix) : -len(suffix)], ""))
        return None


def document_names() -> list[str]:
    """The discovery documents that are read."""
    return [name for name, *_ in (*_PLAYED, *_SWITCHED_OFF)]


def load_network(folder: Path) -> Network:
    """The network, from the documents in `folder`. Raises FileNotFoundError when one is missing."""
    network = Network({}, {})
    for rows, played in ((_PLAYED, True), (_SWITCHED_OFF, False)):
        for name, host, document_host, version in rows:
            file = folder / f"{name}.json"
            if not file.is_file():
                if played:
                    raise FileNotFoundError(f"the Google client library has no {file.name}")
                continue
            api = Api(file, played=played)
            network.by_host.setdefault(host, []).append(api)
            network.by_address[(document_host, version)] = api
    return network
