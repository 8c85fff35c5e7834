"""``memcon accept``, ``edit``, ``reject``, ``note``, ``merge``, ``split``, ``withdraw`` and ``undo``."""

from typing import Annotated

import typer

from memcon.faces.commands.corrections.who import whose
from memcon.faces.console import note as tell
from memcon.faces.options import DEFAULT_DATABASE, Database, Who, Why


def _number(words: str) -> int:
    if not words.isdecimal():
        raise typer.BadParameter(f"{words} is no number of a correction; give one like 12")
    return int(words)


Item = Annotated[
    str,
    typer.Argument(metavar="ITEM", help="Its id: 3f2a9c-c1, 3f2a9c-s4, 3f2a9c-k2 or 3f2a9c-m1.", show_default=False),
]
Items = Annotated[
    list[str],
    typer.Argument(
        metavar="ITEM…", help="Their ids: 3f2a9c-c1, 3f2a9c-s4, 3f2a9c-k2 or 3f2a9c-m1.", show_default=False
    ),
]


def accept(items: Items, database: Database = DEFAULT_DATABASE, who: Who = None, why: Why = "") -> None:
    """Say that items are right as they stand. They stay, even where a later version of memcon no longer finds them.

    Examples:

    - `memcon accept 3f2a9c-c1`

    - `memcon accept 3f2a9c-c1 3f2a9c-s1 --who "A. Reader"`
    """
    from memcon.archive import Archive  # noqa: PLC0415

    with Archive.open(database, create=False) as archive:
        _tell("accepted", archive.accept(*items, who=whose(who), why=why), items)


def reject(items: Items, why: Why, database: Database = DEFAULT_DATABASE, who: Who = None) -> None:
    """Say that items should not be there. They stay in the archive, marked as withdrawn, and are left out everywhere.

    Examples:

    - `memcon reject 3f2a9c-c2 --why "no contact: the two met in the film"`
    """
    from memcon.archive import Archive  # noqa: PLC0415

    with Archive.open(database, create=False) as archive:
        _tell("rejected", archive.reject(*items, who=whose(who), why=why), items)


def edit(
    item: Item,
    changes: Annotated[
        list[str], typer.Argument(metavar="FIELD=VALUE…", help="What it shall have.", show_default=False)
    ],
    database: Database = DEFAULT_DATABASE,
    who: Who = None,
    why: Why = "",
) -> None:
    """Give fields of an item other values; “none” empties one.

    Contacts: status, role, mode, level, date, place, place_country, occasion, mechanism; `participants+="NAME, COUNTRY, OFFICE"`,
    `participants-=NAME`, and NAME.name, NAME.country, NAME.office. Statements: speakers (“NAME; NAME”), act, form, contact.
    Commitments: kind, who, act, due, status. Claims: what, low, high, by, said_by.

    Examples:

    - `memcon edit 3f2a9c-c1 date=2024-12-20 place=Cairo`

    - `memcon edit 3f2a9c-c1 participants+="Hakan Fidan, TUR, foreign minister" --why "named in paragraph 3"`

    - `memcon edit 3f2a9c-s4 speakers="Hassan Rouhani" act=urge`
    """
    from memcon.archive import Archive  # noqa: PLC0415

    values = {}
    for change in changes:
        field, equals, value = change.partition("=")
        if not equals:
            raise typer.BadParameter(f"“{change}” is not FIELD=VALUE")
        if field in values:
            raise typer.BadParameter(f"{field} is given twice")
        values[field] = value
    with Archive.open(database, create=False) as archive:
        numbers = archive.edit(item, values, who=whose(who), why=why)
        rows = {row.id: row for row in archive.corrections(item)}
    for number in numbers:
        _tell("edited", (number,), (f"{rows[number].item}, {rows[number].change}",))


def note(
    item: Item,
    words: Annotated[str, typer.Argument(metavar="WORDS", help="What is to be remembered.", show_default=False)],
    database: Database = DEFAULT_DATABASE,
    who: Who = None,
) -> None:
    """Write something down about an item; it changes nothing.

    Examples:

    - `memcon note 3f2a9c-c1 "the other side speaks of a call, not a meeting"`
    """
    from memcon.archive import Archive  # noqa: PLC0415

    with Archive.open(database, create=False) as archive:
        _tell("noted", (archive.note(item, words, who=whose(who)),), (item,))


def merge(
    contacts: Annotated[
        list[str],
        typer.Argument(
            metavar="CONTACT CONTACT…", help="Their ids, as `memcon contacts` shows them.", show_default=False
        ),
    ],
    why: Why,
    database: Database = DEFAULT_DATABASE,
    who: Who = None,
) -> None:
    """Say that contacts of several reports are one encounter.

    Examples:

    - `memcon merge 3f2a9c-c1 81d04e-c1 --why "the same call, dated by the readout"`
    """
    from memcon.archive import Archive  # noqa: PLC0415

    with Archive.open(database, create=False) as archive:
        _tell("merged", (archive.merge(*contacts, who=whose(who), why=why),), (", ".join(contacts),))


def split(
    contact: Annotated[str, typer.Argument(metavar="CONTACT", help="Its id.", show_default=False)],
    why: Why,
    other: Annotated[
        str | None,
        typer.Argument(
            metavar="[FROM]", help="The contact that is another one; else all it is merged with.", show_default=False
        ),
    ] = None,
    database: Database = DEFAULT_DATABASE,
    who: Who = None,
) -> None:
    """Say that a contact is not of one encounter with another.

    Examples:

    - `memcon split 3f2a9c-c1 81d04e-c1 --why "two calls within a week"`

    - `memcon split 3f2a9c-c1 --why "another delegation"`
    """
    from memcon.archive import Archive  # noqa: PLC0415

    with Archive.open(database, create=False) as archive:
        numbers = archive.split(contact, from_=other, who=whose(who), why=why)
        rows = {row.id: row for row in archive.corrections(contact)}
    _tell("split", numbers, [rows[number].item for number in numbers])


def withdraw(
    report: Annotated[
        str, typer.Argument(metavar="REPORT", help="Its id, as `memcon reports` shows it.", show_default=False)
    ],
    why: Why,
    database: Database = DEFAULT_DATABASE,
    who: Who = None,
) -> None:
    """Withdraw a report and all its items. They stay in the archive, marked.

    Examples:

    - `memcon withdraw 3f2a9c --why "taken back by the outlet"`
    """
    from memcon.archive import Archive  # noqa: PLC0415

    with Archive.open(database, create=False) as archive:
        number = archive.withdraw(report, who=whose(who), why=why)
        row = next(row for row in archive.corrections(report) if row.id == number)
        article = archive.record(row.item).article
    _tell("withdrew", (number,), (", ".join(filter(None, (row.item, article.outlet, article.title))),))


def undo(
    numbers: Annotated[
        list[int],
        typer.Argument(
            metavar="N…",
            parser=_number,
            help="Numbers of corrections, as `memcon log` shows them.",
            show_default=False,
        ),
    ],
    database: Database = DEFAULT_DATABASE,
    who: Who = None,
    why: Why = "",
) -> None:
    """Take corrections back; an undo can be taken back too. Both stay in the log.

    Examples:

    - `memcon undo 12`
    """
    from memcon.archive import Archive  # noqa: PLC0415

    with Archive.open(database, create=False) as archive:
        for number in numbers:
            _tell("took back", (archive.undo(number, who=whose(who), why=why),), (str(number),))


def _tell(done: str, numbers: tuple[int, ...], things: "list[str] | tuple[str, ...]") -> None:
    """ "12: accepted 3f2a9c-c1; `memcon undo 12` takes it back"."""
    for number, thing in zip(numbers, things, strict=True):
        tell(f"{number}: {done} {thing}; `memcon undo {number}` takes it back")
