"""Checks what is in a source distribution and a wheel.

    python tools/check_distributions.py dist

The source distribution holds every tracked file but those of the services that host the project.
The wheel holds the package's files as they are in the tree, the extension and the metadata, and
nothing else.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

PACKAGE = "python/swarmcore/"
NOT_SHIPPED = (".ci/", ".github/")


def tracked_files() -> set[str]:
    """The files that git knows, as paths from the root of the tree."""
    listing = subprocess.run(["git", "ls-files"], capture_output=True, text=True, check=True)
    return set(listing.stdout.split())


def check_sdist(path: Path, tracked: set[str]) -> list[str]:
    """What is missing from, or strange in, a source distribution."""
    with tarfile.open(path) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames()}
    expected = {name for name in tracked if not name.startswith(NOT_SHIPPED)} | {"PKG-INFO"}
    return [
        *(f"{path.name}: expected {name}, is not there" for name in sorted(expected - names)),
        *(f"{path.name}: expected no {name}, is there" for name in sorted(names - expected)),
    ]


def check_wheel(path: Path, tracked: set[str]) -> list[str]:
    """What is missing from, or strange in, a wheel."""
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
    extensions = {name for name in names if name.startswith("swarmcore/_core.")}
    metadata = {name for name in names if name.split("/")[0].endswith(".dist-info")}
    package = {name.removeprefix("python/") for name in tracked if name.startswith(PACKAGE)}
    rest = names - extensions - metadata
    faults = [
        *(f"{path.name}: expected {name}, is not there" for name in sorted(package - rest)),
        *(f"{path.name}: expected no {name}, is there" for name in sorted(rest - package)),
    ]
    if len(extensions) != 1:
        faults.append(f"{path.name}: expected one extension, was {sorted(extensions)}")
    if not any(name.endswith("/licenses/LICENSE") for name in metadata):
        faults.append(f"{path.name}: expected the licence, is not there")
    return faults


def main() -> None:
    """Check the one source distribution and the one wheel of a folder."""
    folder = Path(sys.argv[1])
    tracked = tracked_files()
    (sdist,) = folder.glob("*.tar.gz")
    (wheel,) = folder.glob("*.whl")
    faults = check_sdist(sdist, tracked) + check_wheel(wheel, tracked)
    for fault in faults:
        print(fault, file=sys.stderr)
    sizes = ", ".join(f"{path.name} {path.stat().st_size:,} bytes" for path in (sdist, wheel))
    print(sizes)
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
