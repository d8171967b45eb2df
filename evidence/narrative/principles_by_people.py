"""Principles that people and institutions tell of: open, widely owned, additive, not for one institution alone."""

from __future__ import annotations

from evidence.narrative.naming import institutions_named, own_words, places_named
from evidence.narrative.principle_facts import Told, Written, fact, names, out_of, split
from evidence.narrative.prompts import open_engagement
from evidence.narrative.shape import open_shape

HEARD_SHARE = 0.5  # of the list of sectors
VOICES = 5  # organisations heard at least
SIGNED_SHARE = 0.5  # of the partners named


def open_and_inclusive(written: Written) -> Told:
    """Which sectors, sizes and areas were heard, and which of the list were not."""
    listed = open_engagement(written.base)
    sectors, sizes = ({item.sector for item in written.heard}, {item.size for item in written.heard})
    areas = [written.base.areas[item.area] for item in written.heard if item.area in written.base.areas]
    known, missing = split({key: sector.name for key, sector in listed.sectors.items()}, sectors)
    sized, unsized = split({key: size.name for key, size in listed.sizes.items()}, sizes)
    lines = (
        fact(
            "Sectors heard",
            f"{len(known)} of {len(listed.sectors)} ({names(known)}); not heard: {names(missing)}",
            "fewer than half",
        ),
        f"Sizes heard: {names(sized)}; not heard: {names(unsized)}.",
        f"Areas heard: {names(area.name for area in areas)}.",
    )
    return Told(lines, len(known) < HEARD_SHARE * len(listed.sectors))


def wide_ownership(written: Written) -> Told:
    """How many organisations were heard (their names stay in the log), and which partners have agreed."""
    heard = {item.organisation.strip().casefold() for item in written.heard} - {""}
    last = {s.organisation.strip().casefold(): s for s in sorted(written.sign_offs, key=lambda s: (s.date, s.position))}
    agreed = [signed for signed in last.values() if signed.agreed]
    reserved = sum(bool(signed.reservations.strip()) for signed in agreed)
    partners = {name.casefold(): name for name in written.about.partners}
    waiting = [name for key, name in partners.items() if key not in last]
    done = sum(signed.organisation.strip().casefold() in partners for signed in agreed)
    lines = (
        fact("Organisations heard", f"{len(heard)}", f"fewer than {VOICES}"),
        fact("Partners named that agreed to a version", out_of(done, len(partners)), "no partners, or fewer than half"),
        f"Agreed: {names(s.organisation for s in agreed)}; with reservations: {reserved}. Did not agree: "
        f"{names(s.organisation for s in last.values() if not s.agreed)}. Not yet asked or answered: {names(waiting)}.",
    )
    return Told(lines, len(heard) < VOICES or not partners or done < SIGNED_SHARE * len(partners))


def additive(written: Written) -> Told:
    """Which districts of the place are named in claims or evidence, and which are not."""
    if len(written.districts) < 2:
        return Told(("The place is one district, so it has no parts whose names could be looked for.",), None)
    texts = (*written.reads, *(item.said for item in written.evidence))
    named = {*places_named(written.base, texts), *(item.area for item in written.evidence)}
    known, missing = split({code: written.base.areas[code].name for code in written.districts}, named)
    found = f"{out_of(len(known), len(written.districts))}; not named: {names(missing)}"
    return Told((fact("Districts named in claims or evidence", found, "any not named"),), bool(missing))


def not_one_institution(written: Written) -> Told:
    """By which words each kind of institution is named in claims, partners and sign-offs."""
    kinds = open_shape(written.base).institutions
    texts = [text for claim in written.claims for text in (own_words(claim.text), claim.by_whom)]
    texts += [*written.about.partners, *(signed.organisation for signed in written.sign_offs)]
    found = institutions_named(kinds, texts)
    lines = [
        f"{kind.name}: {'named by the words ' + names(found[kind.key]) if found[kind.key] else 'not named'}."
        for kind in kinds
    ]
    return Told((*lines, "To look at: any kind not named."), not all(found.values()))
