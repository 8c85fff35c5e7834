"""CoNLL-U out (https://universaldependencies.org/format.html), and gold tokens in."""

from collections.abc import Iterator
from pathlib import Path

from spacy.tokens import Doc, Span

from memcon.errors import InputError
from memcon.language.conllu_lines import is_word, read_sentences
from memcon.language.pipeline import TaggingComponent, load_pipeline, parse
from memcon.read import read_file


def parse_file(path: str | Path, *, conllu: bool = False, model: Path | None = None) -> Iterator[str]:
    """Sentences of a report as CoNLL-U blocks; with ``conllu``, of a CoNLL-U file whose tokens and sentences are kept.

    Raises `InputError` where the file cannot be read.
    """
    if conllu:
        yield from _reparse(read_sentences(str(path)), model)
        return
    for article in read_file(path):
        if isinstance(article, InputError):
            raise article
        yield f"# newdoc id = {article.id}\n"
        for number, sentence in enumerate(parse(article, model).sentences, 1):
            yield _block(sentence.span, f"{article.id}-{number}")


def _block(sentence: Span, name: str) -> str:
    tokens = [token for token in sentence if not token.is_space]
    number = {token.i: i for i, token in enumerate(tokens, 1)}
    text = " ".join(sentence.text.split())
    rows = [f"# sent_id = {name}", f"# text = {text}"]
    for token in tokens:
        head = 0 if token.head.i == token.i else number.get(token.head.i, 0)
        relation = "root" if head == 0 else token.dep_
        misc = [] if token.whitespace_ or token.i + 1 == len(token.doc) or token.nbor().is_space else ["SpaceAfter=No"]
        if token.ent_type_:
            misc.insert(0, f"NE={token.ent_iob_}-{token.ent_type_}")
        row = [
            number[token.i],
            token.text,
            token.lemma_,
            token.pos_,
            token.tag_,
            "_",
            head,
            relation,
            "_",
            "|".join(misc) or "_",
        ]
        rows.append("\t".join(map(str, row)))
    return "\n".join(rows) + "\n"


def _reparse(sentences: list[list[str]], model: Path | None) -> Iterator[str]:
    """Predict everything but tokens and sentences; comments, word ranges and empty nodes are kept as they are."""
    nlp = load_pipeline(model)
    component = nlp.get_pipe("memcon_english")
    assert isinstance(component, TaggingComponent)
    blocks: list[list[str]] = []
    for block in sentences:
        # Documents are tagged whole, so that the network sees the sentences around each one.
        if blocks and (any(line.startswith("# newdoc") for line in block) or len(blocks) >= 200):
            yield from _retag(component, nlp.vocab, blocks)
            blocks = []
        blocks.append(block)
    if blocks:
        yield from _retag(component, nlp.vocab, blocks)


def _retag(component: TaggingComponent, vocab: object, blocks: list[list[str]]) -> Iterator[str]:
    words = [[line.split("\t")[1] for line in block if is_word(line)] for block in blocks]
    flat = [word for sentence in words for word in sentence]
    if not flat:
        return
    starts = [i == 0 for sentence in words for i in range(len(sentence))]
    doc = Doc(vocab, words=flat, spaces=[True] * len(flat))  # type: ignore[arg-type]
    component.annotate(doc, [list(doc)], starts)
    offset = 0
    for block, sentence in zip(blocks, words, strict=True):
        yield _replace(block, doc[offset : offset + len(sentence)])
        offset += len(sentence)


def _replace(block: list[str], sentence: Span) -> str:
    rows = []
    position = 0
    for line in block:
        if line.startswith("#") or not is_word(line):
            rows.append(line)
            continue
        token = sentence[position]
        position += 1
        head = 0 if token.head.i == token.i else token.head.i - sentence.start + 1
        old = line.split("\t")
        rows.append(
            "\t".join(
                [
                    old[0],
                    old[1],
                    token.lemma_,
                    token.pos_,
                    token.tag_,
                    "_",
                    str(head),
                    "root" if head == 0 else token.dep_,
                    "_",
                    old[9],
                ]
            )
        )
    return "\n".join(rows) + "\n"
