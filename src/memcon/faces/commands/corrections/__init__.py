"""The commands that correct an archive: accept, edit, reject, note, merge, split, withdraw, undo; log, show, review; reread, gold."""
