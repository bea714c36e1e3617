"""Token streams as the services send them, quirks and all, for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from lrc_studio.core.words import Token

WORDS = (
    "Paper ",
    "lanterns ",
    "(ooh, ",
    "ooh) ",
    "We'",
    "re ",
    "तु",
    "म ",
    "夜风",
    "吹",
    "さくら",
    "별빛 ",
    "שָׁלוֹם ",
    "tinsel’s gleam ",
    "Solo - ",
    "👩‍🎤 ",
    "&amp; ",
    "e\u0301toile ",
    "\u0301",
    "\u200bzero\ufeff ",
    "nul\x00bell ",
    "“",
    "- ",
    "I",
    " lead",
)
ENDS = ("", "\n", "\n\n", "\r\n", "\r", "\n\n(", "\n[", "  ", "\n\n[Chorus]\n", "\n(Verse 2)\n", "\nOutro:\n", " (\n")
HEADS = ("", "[Verse]\n", "(Verse 1)\n", "Chorus)\n", "Chorus]\n", "**[Bridge]**\n", "\n", "Verse 1:\n")

texts = st.builds(
    lambda head, word, end: head + word + end, st.sampled_from(HEADS), st.sampled_from(WORDS), st.sampled_from(ENDS)
)
times_ms = st.none() | st.integers(-2_000, 200_000) | st.sampled_from([0, 10**12, -(10**12)])
wild_tokens = st.builds(Token, texts | st.text(max_size=6), times_ms, times_ms, st.booleans())


@st.composite
def sung_streams(draw: st.DrawFn) -> list[Token]:
    """Tokens in order of time, as real songs have them, with breaks, parts without length and stretched ends."""
    now_ms = draw(st.integers(0, 30_000))
    tokens = []
    for text in draw(st.lists(texts, min_size=1, max_size=40)):
        long_ms = draw(st.sampled_from([0, 40, 300, 300, 300, 1600, 27_000]))
        tokens.append(Token(text, now_ms, now_ms + long_ms))
        now_ms += long_ms + draw(st.sampled_from([0, 0, 0, 160, 26_000]))
    return tokens


wild_streams = st.lists(wild_tokens, max_size=25)
streams = wild_streams | sung_streams()
