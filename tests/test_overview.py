"""What Home and the catalogue say of a place and of what is held."""

from evidence.show.overview import about, catalogue, facts, freshness, missing


def test_four_facts_with_comparison_and_source(base):
    found = facts(base, base.areas["E47000001"])
    assert [fact.figure for fact in found] == ["£39.77", "5.8%", "71.9%", "£20,813"]
    assert found[0].how == "6.2% below England."
    assert all(fact.source for fact in found)


def test_a_fact_without_a_figure_gives_its_reason(base):
    neet = facts(base, base.areas["E37000044"])[1]
    assert neet.figure == "No figure"
    assert "Surrey" in neet.how


def test_a_lep_is_historic_and_names_what_overlaps(base):
    text = " ".join(about(base, base.areas["E37000038"]))  # Worcestershire
    assert "It ended on 31 March 2024" in text
    assert "must not be added up" in text
    assert "Bromsgrove, Redditch and Wyre Forest also belong to Greater Birmingham and Solihull" in text


def test_an_authority_without_an_official_code_says_so_and_that_its_date_is_reported(base):
    text = " ".join(about(base, base.areas["X47-CUM"]))
    assert "no official code yet" in text
    assert "as reported" in text


def test_freshness_counts_what_a_place_has(base):
    table = freshness(base, base.areas["E47000001"])
    assert (table["Indicators held"] >= table["With a figure for Greater Manchester"]).all()
    assert table.loc["Productivity and output", "Newest"] == "2023"


def test_every_missing_indicator_has_a_reason(base):
    table = missing(base, base.areas["E37000044"])
    assert "Young people aged 16 and 17 NEET or not known" in table.index
    assert (table["Why there is no figure"].str.len() > 20).all()


def test_the_catalogue_lists_every_indicator(base):
    assert len(catalogue(base)) == len(base.indicators)


def test_a_group_is_one_of_your_own_and_lies_in_what_is_larger(base):
    drawn = base.with_group("Severn side", ("E06000025",))
    text = " ".join(about(drawn, drawn.areas["group:Severn side"]))
    assert "Severn side is a group of your own." in text
    assert "It lies in the West of England combined authority and the South West region." in text
    assert "Exactly the same districts as South Gloucestershire (unitary authority)." in text
    assert about(base, base.areas["TLD3"])[0].startswith("Greater Manchester is an ITL2 area")


def test_larger_areas_are_said_with_their_kind(base):
    assert about(base, base.areas["E07000041"])[-1] == (
        "It lies in Devon, the Devon and Torbay combined authority and the South West region."
    )
    assert about(base, base.areas["E08000027"])[-1] == (
        "It lies in the West Midlands combined authority and the West Midlands region."
    )
    assert about(base, base.areas["E06000045"])[-1] == (
        "It lies in the Hampshire and the Solent combined authority and the South East region."
    )
    assert "It was formed on 5 February 2025." in about(base, base.areas["E47000015"])


def test_a_statistical_area_of_the_same_name_is_no_news(base):
    camden = " ".join(about(base, base.areas["E09000007"]))
    assert camden == "Camden is a London borough (code E09000007). It lies in the London region."
    assert about(base, base.areas["E10000008"])[-1] == "Exactly the same districts as Devon CC (ITL3 area)."
    manchester = about(base, base.areas["TLD3"])[-1]
    assert "Greater Manchester (combined authority)" in manchester
