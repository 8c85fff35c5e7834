"""Who corrects."""

import getpass
import shutil
import subprocess

import typer


def whose(given: str | None) -> str:
    """The name given, else git's user.name, else the name of whoever is logged in."""
    who = given if given is not None else _of_git() or _of_login()
    if not who.strip():
        raise typer.BadParameter("nobody's name is known; give it with --who")
    return who


def _of_git() -> str:
    git = shutil.which("git")
    if git is None:
        return ""
    done = subprocess.run([git, "config", "user.name"], capture_output=True, text=True, check=False)
    return done.stdout.strip()


def _of_login() -> str:
    try:
        return getpass.getuser()  # LOGNAME, USER, LNAME or USERNAME, else the password file
    except (OSError, KeyError):
        return ""
