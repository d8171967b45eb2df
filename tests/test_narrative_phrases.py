"""Phrases, sentences and a writer's own words."""

import re

from hypothesis import given
from hypothesis import strategies as st

from evidence.narrative.phrases import any_of, own_words, sentences_of, words_in


def found(phrases, text):
    return re.findall(any_of(phrases), text)


def test_a_phrase_is_whole_words_with_any_spaces():
    assert found(["at most"], "at most, at\u00a0 most, that most, at mostly") == ["at most", "at\u00a0 most"]


def test_the_longest_phrase_is_found_and_a_star_is_one_word():
    assert found(["most", "most *"], "the most productive and most") == ["most productive", "most"]
    assert found([], "anything") == []


def test_letters_of_references_are_filled_over_and_places_hold():
    text = "Is [[level all in 2020]] high?"
    own = own_words(text)
    assert len(own) == len(text)
    assert own.startswith("Is ") and own.endswith(" high?") and "all" not in own


@given(st.text())
def test_sentences_are_the_whole_text_in_order(text):
    spans = sentences_of(text)
    assert "".join(text[start:end] for start, end in spans) == text


def test_a_sentence_ends_at_its_stop_and_not_within_a_number_or_name():
    text = "Up 1.5 to 2. Then down.\nNo. 3 is “it.” Last"
    assert [text[a:b].strip() for a, b in sentences_of(text)] == [
        "Up 1.5 to 2.",
        "Then down.",
        "No. 3 is “it.”",
        "Last",
    ]


def test_words_are_found_in_small_letters():
    assert words_in("World-class NEETs, 3rd") == {"world", "class", "neets", "3rd"}
