"""Words in a claim that say more than what it rests on carries, each with the sentence to say about it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from evidence.analysis.comparators import ENGLAND, UK
from evidence.analysis.findings import Finding
from evidence.indicators.base import EvidenceBase
from evidence.narrative.answers import Answer
from evidence.narrative.carrying import GAP_MOVES, Said, carries, gap_moved
from evidence.narrative.phrases import own_words, sentences_of, words_in
from evidence.narrative.references import references_in
from evidence.narrative.word_rules import PEOPLE, WordRule, WordRules, word_rules

QUOTATION = "a quotation"
_QUOTES = re.compile(r"“([^“”\n]*)”|\"([^\"\n]*)\"|‘([^‘’\n]*)’(?!\w)")
_BEFORE = 5  # words before a word in which a negation turns it round
_NEAR = 100  # letters before a word that are looked at, and after it for what it is compared with
_WANTED = 8  # words before a word in which an intention makes it one
_COMPARED = ("higher", "lower", "better", "worse", "similar")


@dataclass(frozen=True, slots=True)
class Overclaim:
    """A word that claims something, where it stands, and what is to be said of it.

    `carried_by` is the label of the finding that carries it, or QUOTATION where it is in the words of recorded evidence;
    "" where nothing carries it: then it is an overclaim.
    """

    start: int
    end: int
    word: str
    says: str
    carried_by: str = ""

    @property
    def flagged(self) -> bool:
        """Whether nothing carries the word."""
        return not self.carried_by


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a text: where it starts and ends there, and the answers that speak in it."""

    text: str
    start: int
    end: int
    answers: tuple[Answer, ...]
    alike: bool  # whether it says that some cannot be told apart


def overclaims_in(
    base: EvidenceBase, markdown: str, answers: Sequence[Answer], said: Collection[str] = ()
) -> tuple[Overclaim, ...]:
    """Every word of a Markdown text outside its references that must be carried, in order, with what carries it.

    `answers` are those that the claim rests on; a word is held against those of its own sentence and those that no
    sentence names, or against all where its sentence names none. `said` is what is recorded of the evidence that the
    claim rests on: what is quoted from there is marked and not flagged. A word that is denied is flagged only where
    every finding that speaks of it says it.
    """
    text, rules = own_words(markdown), word_rules()
    quoted, sentences = _quoted(markdown, said), tuple(_sentences(markdown, text, answers))
    words = words_in(text)
    found = [
        checked
        for rule in rules.rules
        if rule.begins & words
        for sentence in sentences
        for match in rule.pattern.finditer(text, sentence.start, sentence.end)
        if match["word"] and (checked := _checked(base, rules, rule, match, sentence, quoted))
    ]
    return tuple(_without_inner(sorted(found, key=lambda o: (o.start, -o.end))))


def _sentences(markdown: str, text: str, answers: Sequence[Answer]) -> Iterator[_Sentence]:
    named = [found for found in references_in(markdown) if found.reference]
    starts, anywhere = [found.start for found in named], {found.reference for found in named}
    for start, end in sentences_of(text):
        inside = named[bisect_left(starts, start) : bisect_left(starts, end)]
        here = {found.reference for found in inside}
        speak = [a for a in answers if not here or a.reference in here or a.reference not in anywhere]
        yield _Sentence(text, start, end, tuple(speak), text.find("told apart", start, end) >= 0)


def _checked(
    base: EvidenceBase,
    rules: WordRules,
    rule: WordRule,
    match: re.Match[str],
    sentence: _Sentence,
    quoted: Sequence[tuple[int, int]],
) -> Overclaim | None:
    """What is to be said of one word; None where it claims nothing here."""
    start, end = match.span("word")
    word = " ".join(match["word"].split())
    nearest = bisect_right(quoted, (start, len(sentence.text))) - 1
    if nearest >= 0 and end <= quoted[nearest][1]:
        return Overclaim(start, end, word, "In the words of recorded evidence.", QUOTATION)
    if rule.key == PEOPLE:
        return Overclaim(start, end, word, rule.says.format(word=word))
    if _is_wanted(rules, sentence, start):
        return None
    speak = _speaking(base, rules, rule, sentence, start, end)
    carrying = [answer for answer, carried in speak if carried]
    if _is_denied(rules, sentence, start):
        against = carrying if len(carrying) == len(speak) else []
        says = f"“{word}” is denied here, and the evidence says it: {against[0].sentence}" if against else ""
        return Overclaim(start, end, word, says) if against else None
    if carrying:
        return Overclaim(start, end, word, f"Carried by: {carrying[0].sentence}", carrying[0].label)
    if rule.opposed_only and not speak:
        return None
    evidence = f" The evidence says: {speak[0][0].sentence}" if speak else ""
    return Overclaim(start, end, word, f"{rule.says.format(word=word)}{evidence}")


def _speaking(
    base: EvidenceBase, rules: WordRules, rule: WordRule, sentence: _Sentence, start: int, end: int
) -> list[tuple[Answer, bool]]:
    """The answers that speak of what a word says, each with whether it carries the word."""
    known = [(answer, answer.finding) for answer in sentence.answers if answer.finding]
    if rule.needs in GAP_MOVES:
        moved = gap_moved(rule.needs, [finding for _, finding in known])
        return [(next(a for a, f in reversed(known) if f.kind == "gap"), moved)] if moved is not None else []
    if rule.needs in _COMPARED:
        known = _with_comparator(base, known, sentence.text[start : min(sentence.end, start + _NEAR)])
    how = _said(rules, sentence, start, end)
    judged = ((answer, carries(base, rule.needs, finding, how)) for answer, finding in known)
    return [(answer, carried) for answer, carried in judged if carried is not None]


def _with_comparator(
    base: EvidenceBase, known: list[tuple[Answer, Finding]], after: str
) -> list[tuple[Answer, Finding]]:
    """The gaps to the comparator that is named first after a word; all where none is named."""
    names = {ENGLAND: ["England"], UK: ["UK", "United Kingdom"]}
    names |= {f.against: [base.areas[f.against].name] for _, f in known if f.against in base.areas and f.against != UK}
    names |= {f.against: ["neighbours"] for _, f in known if f.kind == "gap" and f.against not in base.areas}
    places = {code: min((after.find(n) for n in said if n in after), default=-1) for code, said in names.items()}
    named = min((code for code in places if places[code] >= 0), key=lambda code: places[code], default="")
    return [(a, f) for a, f in known if f.against == named] if named else known


def _said(rules: WordRules, sentence: _Sentence, start: int, end: int) -> Said:
    """How an end of a ranking is said: "third lowest", "joint highest", "among the best"."""
    word = start + len("the ") if sentence.text[start : start + 4].lower() == "the " else start
    before = sentence.text[max(sentence.start, word - _NEAR) : word]
    if ordinal := rules.ordinal.search(before):
        position = int(ordinal["digits"] or rules.ordinals[ordinal["word"].lower()])
        before = before[: ordinal.start()]
    else:
        position = 0 if rules.among.search(before) or rules.fifth.match(sentence.text, end) else 1
    return Said(position, joint=before.rstrip(" -").lower().endswith("joint"), with_alike=sentence.alike)


def _is_denied(rules: WordRules, sentence: _Sentence, start: int) -> bool:
    """Whether a negation stands shortly before, in the same clause."""
    before = sentence.text[max(sentence.start, start - _NEAR) : start]
    clause = rules.clause.split(before)[-1]
    return any(m["no"] for m in rules.turned.finditer(_last_words(clause, _BEFORE)))


def _is_wanted(rules: WordRules, sentence: _Sentence, start: int) -> bool:
    before = sentence.text[max(sentence.start, start - _NEAR) : start]
    return bool(rules.wanted.search(_last_words(before, _WANTED)))


def _last_words(text: str, count: int) -> str:
    return " ".join(text.split()[-count:])


def _quoted(markdown: str, said: Collection[str]) -> list[tuple[int, int]]:
    """Where a text quotes what is recorded of the evidence."""
    recorded = [_bare(text) for text in said]
    return [
        match.span()
        for match in _QUOTES.finditer(markdown)
        if (inner := _bare(match[1] or match[2] or match[3] or "")) and any(inner in text for text in recorded)
    ]


def _bare(text: str) -> str:
    """A text as it is compared: its words in small letters, without marks of emphasis and the full stop at its end."""
    return " ".join(re.sub(r"[*_]", "", text).replace("’", "'").casefold().split()).rstrip(".,")


def _without_inner(found: Sequence[Overclaim]) -> Iterator[Overclaim]:
    """Each word once: of two that overlap the one that begins first, of two that begin together the longer."""
    end = 0
    for overclaim in found:
        if overclaim.start >= end:
            yield overclaim
            end = overclaim.end
