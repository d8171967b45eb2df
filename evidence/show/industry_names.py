"""Names of industries that fit beside a bar."""

from __future__ import annotations

from evidence.productivity.industry import Industry

# The tables have the names in full.
SHORT = {
    "AB (1-9)": "Farming, fishing and mining",
    "DE (35-39)": "Energy, water and waste",
    "G (45-47)": "Trade and motor repair",
    "H (49-53)": "Transport and storage",
    "I (55-56)": "Accommodation and food",
    "J (58-63)": "Information, communication",
    "K (64-66)": "Finance and insurance",
    "L (68)": "Real estate",
    "M (69-75)": "Professional and scientific",
    "N (77-82)": "Administration and support",
    "O (84)": "Public administration",
    "Q (86-88)": "Health and social work",
    "R (90-93)": "Arts and recreation",
    "S (94-96)": "Other services",
    "T (97-98)": "Households as employers",
    "01-03": "Farming, forestry and fishing",
    "49-53": "Transport and storage",
    "55-56": "Accommodation and food",
    "58-63": "Information, communication",
    "64-66": "Finance and insurance",
    "69-75": "Professional and scientific",
    "77-82": "Administration and support",
    "84": "Public administration",
    "90-99": "Arts and other services",
}


def short_name(industry: Industry) -> str:
    """An industry's name that fits beside a bar."""
    code = industry.code.split(" : ")[0]
    return SHORT.get(code, industry.name)


def industries_counted(count: int) -> str:
    """How many industries: "1 industry", "6 industries"."""
    return f"{count} {'industry' if count == 1 else 'industries'}"


def inside(text: str) -> str:
    """A short name inside a sentence."""
    return text[:1].lower() + text[1:]
