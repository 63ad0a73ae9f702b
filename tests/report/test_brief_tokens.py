"""The palette can be read: WCAG 2.2 contrast, 4.5 for text, 3 for marks."""

import pytest

from regimelab.report.tokens import read_tokens, variables

TOKENS = read_tokens()


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "panel"])
@pytest.mark.parametrize("words", ["ink", "soft", "accent"])
def test_words_can_be_read(mode, ground, words):
    assert contrast(TOKENS[mode][words], TOKENS[mode][ground]) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("colour", ["c0", "c1", "c2", "c3", "c4", "c5"])
def test_marks_can_be_seen(mode, colour):
    assert contrast(TOKENS[f"categorical_{mode}"][colour], TOKENS[mode]["paper"]) >= 3.0


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("tint", ["better", "worse"])
def test_numbers_on_a_full_tint_can_be_read(mode, tint):
    assert contrast(TOKENS[mode]["ink"], TOKENS[mode][tint]) >= 3.0


def test_light_and_dark_name_the_same_tokens():
    assert TOKENS["light"].keys() == TOKENS["dark"].keys()
    assert TOKENS["categorical_light"].keys() == TOKENS["categorical_dark"].keys()


def test_dark_colours_are_for_screens_only():
    assert "@media screen and (prefers-color-scheme:dark)" in variables(TOKENS)
