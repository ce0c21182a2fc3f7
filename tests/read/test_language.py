import pytest

from probanda.model import Segment, Text
from probanda.read import language

ENGLISH = "The spokesman of the brigade denied on Tuesday that any prisoner had been harmed by his men at the quarry."
FRENCH = "Le porte-parole de la brigade a démenti mardi que des prisonniers aient été exécutés dans la carrière."
ARABIC = "قال الناطق باسم اللواء يوم الثلاثاء إن قواته لم تقتل أي أسير في المحجر القريب من مدينة تولفان."


def labelled(*passages, declared=None, own=None):
    body, segments = "", []
    for words in passages:
        segments.append(Segment(start=len(body), end=len(body) + len(words)))
        body += words + "\n\n"
    text = Text(id="", source="", reader="text.v1", body=body, segments=tuple(segments), language=own)
    found = language.labelled(text, declared=declared)
    return found.language, [segment.language for segment in found.segments]


@pytest.mark.parametrize(("words", "code"), [(ENGLISH, "en"), (FRENCH, "fr"), (ARABIC, "ar")])
def test_the_language_of_a_text(words, code):
    assert labelled(words) == (code, [code])


def test_each_segment_has_its_own():
    assert labelled(ENGLISH, ENGLISH, FRENCH, ARABIC) == ("en", ["en", "en", "fr", "ar"])


def test_a_short_segment_inherits():
    assert labelled(ENGLISH, ENGLISH, "Samir Dorrak", "3 May") == ("en", ["en", "en", "en", "en"])


def test_a_short_segment_in_another_script_does_not():
    assert labelled(ENGLISH, ENGLISH, "«أسرى»")[1][-1] is None


def test_too_little_to_tell_is_none():
    assert labelled("Tolvane") == (None, [None])


def test_a_declared_language_is_believed_where_its_script_agrees():
    assert labelled("Tolvane", declared="en") == ("en", ["en"])
    assert labelled(ARABIC, declared="en") == ("ar", ["ar"])


def test_people_are_believed_before_the_document_and_neither_when_it_makes_no_sense():
    assert labelled("Tolvane", declared="fr", own="en")[0] == "fr"
    assert labelled("Tolvane", own="en")[0] == "en"
    assert labelled("Tolvane", own="<script>")[0] is None
