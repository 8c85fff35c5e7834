"""``memcon reread``: stored reports, extracted anew."""

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from memcon.faces.console import complain, counted, note
from memcon.faces.inputs import Inputs, with_progress
from memcon.faces.options import DEFAULT_DATABASE, Database, Debug, Model

if TYPE_CHECKING:
    from memcon.archive.learned import Learned
    from memcon.record import Article, Record


def reread(
    reports: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[REPORT…]", help="Their ids, as `memcon reports` shows them; else all.", show_default=False
        ),
    ] = None,
    database: Database = DEFAULT_DATABASE,
    model: Model = None,
    debug: Debug = False,
) -> None:
    """Read stored reports again with this version of memcon. Corrections stay on top; what reads the same is left alone.

    Each report is one transaction, in the order in which they were added. A correction whose item is not found any more is told;
    what was accepted or edited then stands as it was corrected.

    Examples:

    - `memcon reread`

    - `memcon reread 3f2a9c 81d04e`
    """
    from memcon.archive import Archive  # noqa: PLC0415

    inputs = Inputs([], model=model, debug=debug)

    def read(article: "Article", learned: "Learned") -> "Record | None":
        return inputs.record(f"report {article.sha256[:6]}", article, sound=True, learned=learned)

    outcomes: Counter[str] = Counter()
    with Archive.open(database, create=False) as archive:
        total = len(reports or ()) or len(archive)
        for done in with_progress(archive.reread(*(reports or ()), read=read), total, doing="reading again"):
            outcomes[done.status] += 1
            for number in done.lost:
                complain(
                    f"{done.report}: correction {number} finds nothing any more; `memcon log {done.report}` shows it"
                )
    told = f"{counted(sum(outcomes.values()), 'report')} read again, {outcomes['changed']} changed"
    note(f"{told}, {outcomes['failed']} not read" if outcomes["failed"] else told)
    if inputs.faults:
        raise typer.Exit(inputs.status)
