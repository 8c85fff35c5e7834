"""``memcon knowledge``: what memcon knows beforehand, and how a user adds to it."""

import typer

from memcon.faces.commands.knowledge import add, show, update

app = typer.Typer(
    help="Ask what memcon knows of countries, bodies, offices, persons and places; add to it.",
    rich_markup_mode="markdown",
)
app.command("show")(show.show)
app.command("add")(add.add)
app.command("update")(update.update)
