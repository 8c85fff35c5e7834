"""A command that was not understood, told in one sentence: what is wrong, and what to do."""

from typer import BadParameter, TyperException


def sentence(error: TyperException) -> str:
    """ "contacts has no option --foo; `memcon contacts --help` lists them"."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "memcon"
    command = path.removeprefix("memcon ")
    kind = type(error).__name__  # of its errors Typer makes only BadParameter public
    if kind == "NoSuchOption":
        option, alike = getattr(error, "option_name", ""), getattr(error, "possibilities", None) or ()
        remedy = f"did you mean {' or '.join(sorted(alike))}?" if alike else f"`{path} --help` lists them"
        return f"{command} has no option {option}; {remedy}"
    if kind == "MissingParameter":
        return f"{command} needs {_name(error)}; `{path} --help` shows how"
    words = " ".join(error.message.split()).removeprefix("Value error, ").rstrip(".")
    if isinstance(error, BadParameter):
        return f"{_name(error) or command}: {words}"
    words = words[:1].lower() + words[1:].replace(". Did", "; did")
    about = "" if command == "memcon" else f"{command}: "
    return f"{about}{words}" if words.endswith("?") else f"{about}{words}; `{path} --help` shows how"


def _name(error: TyperException) -> str:
    """The option or argument that an error is about, as the help calls it."""
    parameter = getattr(error, "param", None)
    if parameter is None:
        return ""
    return str(max(parameter.opts, key=len) if parameter.param_type_name == "option" else parameter.metavar)
