"""What looks like personal data in a text: found as it stands, and nothing else."""

import pytest

from evidence.narrative.personal_data import personal_data_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Write to ann.lee+work@bolton.gov.uk.", ("ann.lee+work@bolton.gov.uk",)),
        ("Ring 0161 496 0123 before noon", ("0161 496 0123",)),
        ("Ring (020) 7946 0018, or +44 20 7946 0018", ("(020) 7946 0018", "+44 20 7946 0018")),
        ("07700900123 and +44 (0)7700 900123", ("07700900123", "+44 (0)7700 900123")),
        ("Mrs Lee and Dr. Ann O'Neil-Jones agree with Councillor Ágnes Kiss", None),
        ("First Mr Lee, then a@b.uk, then Mr Lee", ("Mr Lee", "a@b.uk")),
    ],
)
def test_addresses_numbers_and_titled_names_are_found_each_once_in_their_order(text, found):
    expected = ("Mrs Lee", "Dr. Ann O'Neil-Jones", "Councillor Ágnes Kiss") if found is None else found
    assert personal_data_in(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "We had 1,250 jobs in 2018, 2019, 2020, 2021 and 2022.",
        "Output rose by 0.123456789 and to £0161 496 0123",
        "Company number 01234567, VAT 123 4567 89",
        "012345678901234 parts",
        "She is a drama teacher; the doctor came; ms found in a bottle",
        "Meet @ noon, price 3@2.50",
    ],
)
def test_figures_and_plain_words_are_left_alone(text):
    assert personal_data_in(text) == ()


def test_a_name_without_a_title_is_not_found():
    assert personal_data_in("Ann Lee said so") == ()
