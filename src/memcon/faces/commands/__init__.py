"""The commands of the command line, one module each; heavy imports stand in the functions, see `memcon.faces.cli`."""
