"""The command line: ``memcon``. Each command is a module of `memcon.faces.commands`.

Nothing heavy is imported before a command runs, so that ``memcon --help`` answers at once.
"""

import os
import sys
import traceback
from typing import Annotated, NoReturn, TextIO

import typer

from memcon import __version__
from memcon.errors import InputError, MemconError
from memcon.faces.commands import add, evaluate, extract, memo, parse, query
from memcon.faces.console import complain
from memcon.faces.inputs import FAULTY

app = typer.Typer(
    name="memcon",
    help="Reads reports of diplomatic contacts and keeps the record: who met whom, who said what, what was promised.",
    epilog="Data goes to standard output, everything else to standard error. "
    "Exit status: 0 done, 1 failed, 2 some inputs (or the command itself) could not be understood.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.command("extract")(extract.extract)
app.command("add")(add.add)
app.command("contacts")(query.contacts)
app.command("statements")(query.statements)
app.command("memo")(memo.memo)
app.command("parse")(parse.parse)
app.command("eval")(evaluate.evaluate)


def _show_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"memcon {__version__}\n")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and leave.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Options of memcon itself."""


def main(arguments: list[str] | None = None) -> NoReturn:
    """Runs the command line and leaves with its exit status. Whatever goes wrong is one sentence, never a traceback."""
    _speak_utf8(sys.stdout)
    _speak_utf8(sys.stderr)
    try:
        app(arguments, prog_name="memcon")
    except MemconError as error:
        complain(str(error))
        if isinstance(error, InputError):
            sys.exit(FAULTY)
    except (
        BrokenPipeError
    ):  # the reader (head, less) has seen enough; what is left must not complain when it is flushed
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:
        if "--debug" in (sys.argv if arguments is None else arguments):
            traceback.print_exc()
        else:
            complain(f"a fault in memcon ({type(error).__name__}: {error}); please report it with this command")
    sys.exit(1)


def _speak_utf8(stream: TextIO) -> None:
    """Reports are written in every script, whatever the terminal's locale says."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding="utf-8", errors="replace" if stream is sys.stderr else "strict")
