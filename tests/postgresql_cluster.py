"""A PostgreSQL server of the tests' own: a cluster in a temporary folder, on a socket there, gone when they end."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

NEEDED = "MEMCON_NEEDS_POSTGRESQL"
"""The environment variable under which the absence of PostgreSQL is a failure: continuous integration sets it."""

ABSENT = "PostgreSQL's initdb and pg_ctl are not installed (Debian: apt-get install postgresql)"


@dataclass
class Cluster:
    """A running server. Its databases sort text as English does, so that nothing passes because they sort by code point."""

    socket: Path
    _numbers: Iterator[int] = field(default_factory=count)

    def address(self, database: str, user: str = "memcon") -> str:
        """The postgresql:// address of a database."""
        return f"postgresql://{user}@/{database}?host={self.socket}"

    def new(self, **options: str) -> str:
        """The address of a new database; ``options`` are those of CREATE DATABASE."""
        name = f"test_{next(self._numbers)}"
        given = " ".join(f"{option} = '{value}'" for option, value in options.items())
        self.run(self.address("postgres"), f"CREATE DATABASE {name} {given}")
        return self.address(name)

    def empty(self, address: str) -> None:
        """Ends whatever still uses an archive, takes its rows out and lets its numbers begin anew."""
        from memcon.archive.schema import metadata

        others = "datname = current_database() AND pid <> pg_backend_pid()"
        self.run(
            address,
            f"SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE {others}",
            *(f"DELETE FROM {table.name}" for table in reversed(metadata.sorted_tables)),
            "SELECT setval(format('%I', sequencename)::regclass, 1, false) FROM pg_sequences",
        )

    def run(self, address: str, *statements: str) -> None:
        """Runs statements in a database, each in a transaction of its own."""
        import psycopg

        with psycopg.connect(address, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)


def programs() -> Path | None:
    """The folder of initdb and pg_ctl; Debian keeps them out of the search path, one folder a version."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: -int(folder.parent.name))
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_ctl").exists()), None)


@contextmanager
def running(folder: Path) -> Iterator[Cluster]:
    """Makes and starts a cluster with the programs of ``folder``."""
    home = Path(
        tempfile.mkdtemp(prefix="memcon-")
    )  # not below pytest's folder: a socket's path is short, and root's is shut
    data, log = home / "data", home / "log"
    somebody = _somebody(home)

    def call(program: str, *arguments: str) -> None:
        command = [folder / program, "-D", data, *arguments]
        done = subprocess.run(command, cwd=home, capture_output=True, text=True, check=False, **somebody)
        if done.returncode:
            said = log.read_text() if log.exists() else ""
            raise RuntimeError(f"{program}: {done.stdout}{done.stderr}{said}")

    english = ("--encoding=UTF8", "--locale=C", "--locale-provider=icu", "--icu-locale=en-US")
    try:
        call("initdb", "--username=memcon", "--auth=trust", "--no-sync", *english)
        settings = f"-k {home} -c listen_addresses='' -c fsync=off -c max_connections=60"
        call("pg_ctl", "start", "--wait", f"--log={log}", f"--options={settings}")
        try:
            yield Cluster(home)
        finally:
            call("pg_ctl", "stop", "--mode=immediate")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _somebody(home: Path) -> Mapping[str, Any]:
    """Whom the server runs as: not root, whom it refuses; the folder becomes his."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    who = names.get("postgres") or names["nobody"]
    os.chown(home, who.pw_uid, who.pw_gid)
    return {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []}
