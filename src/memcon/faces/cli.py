"""The command line: ``memcon``. Each command is a module of `memcon.faces.commands`.

Nothing heavy is imported before a command runs, so that ``memcon --help`` answers at once.
"""

import os
import sys
import traceback
from typing import Annotated, NoReturn, TextIO

import typer

from memcon import __version__
from memcon.errors import MemconError
from memcon.faces import usage
from memcon.faces.commands import (
    add,
    commitments,
    compare,
    dyad,
    encounters,
    evaluate,
    export,
    extract,
    knowledge,
    mechanisms,
    memo,
    parse,
    query,
    reports,
    search,
    serve,
)
from memcon.faces.commands.corrections import deciding, gold, log, reread, review, show
from memcon.faces.console import complain, note_what_is_logged
from memcon.faces.inputs import FAULT, TO_MEND

app = typer.Typer(
    name="memcon",
    help="Reads reports of diplomatic contacts and keeps the record: who met whom, who said what, what was promised.",
    epilog="Data goes to standard output, everything else to standard error. "
    "Exit status: 0 done, 2 something that you can mend (a file, an option, the archive), 1 a fault in memcon.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.command("extract")(extract.extract)
app.command("add")(add.add)
app.command("contacts")(query.contacts)
app.command("statements")(query.statements)
app.command("reports")(reports.reports)
app.command("search")(search.search)
app.command("show")(show.show)
app.command("review")(review.review)
app.command("accept")(deciding.accept)
app.command("edit")(deciding.edit)
app.command("reject")(deciding.reject)
app.command("note")(deciding.note)
app.command("merge")(deciding.merge)
app.command("split")(deciding.split)
app.command("withdraw")(deciding.withdraw)
app.command("undo")(deciding.undo)
app.command("log")(log.log)
app.command("reread")(reread.reread)
app.command("gold")(gold.gold)
app.command("commitments")(commitments.commitments)
app.command("claims")(commitments.claims)
app.command("mechanisms")(mechanisms.mechanisms)
app.command("dyad")(dyad.dyad)
app.command("encounters")(encounters.encounters)
app.command("compare")(compare.compare)
app.command("memo")(memo.memo)
app.command("export")(export.export)
app.command("serve")(serve.serve)
app.command("parse")(parse.parse)
app.command("eval")(evaluate.evaluate)
app.add_typer(knowledge.app, name="knowledge")


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
    note_what_is_logged()
    given = sys.argv[1:] if arguments is None else arguments
    try:
        # None lets Typer take sys.argv itself, and with it expand "*.txt" on Windows.
        sys.exit(_run(arguments if given else ["--help"]))
    except typer.TyperException as error:
        complain(usage.sentence(error))
    except MemconError as error:
        complain(str(error))
    except OSError as error:
        complain(
            f"the output cannot be written ({(error.strerror or str(error)).lower()}); make room or choose another place"
        )
        _forget_output()
    except Exception as error:
        if "--debug" in given:
            traceback.print_exc()
        else:
            complain(f"a fault in memcon ({type(error).__name__}: {error}); please report it with this command")
        sys.exit(FAULT)
    sys.exit(TO_MEND)


def _run(arguments: list[str] | None) -> int:
    """The exit status of a command."""
    try:
        return app(arguments, prog_name="memcon", standalone_mode=False) or 0
    except SystemExit as leaving:
        if not isinstance(leaving.__context__, BrokenPipeError):  # which Typer leaves with status 1 for
            raise
        # The reader (head, less) has seen enough; what is left must not complain when it is flushed.
        _forget_output()
        return 0


def _forget_output() -> None:
    """What was not written yet must not complain again when the program ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _speak_utf8(stream: TextIO) -> None:
    """Reports are written in every script, whatever the terminal's locale says."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding="utf-8", errors="replace" if stream is sys.stderr else "strict")
