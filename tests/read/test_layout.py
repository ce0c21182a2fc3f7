from probanda.read.layout import BREAK, Line, Word, blocks, furniture, join, mend


def line(words, base, *, left=70.0, right=520.0, size=11.0, bold=False):
    return Line(words, left, right, base, size, bold)


def kinds(lines, running=frozenset()):
    return [(block.kind, block.words) for block in blocks(lines, running, body=11)]


def test_lines_at_the_usual_distance_are_one_paragraph():
    lines = [line("The brigade denied", 700), line("that any prisoner", 686), line("had been harmed.", 672, right=200)]
    assert kinds(lines) == [("paragraph", "The brigade denied that any prisoner had been harmed.")]


def test_a_wider_distance_begins_a_paragraph():
    lines = [line("One", 700), line("two", 686), line("three.", 672), line("Four", 650), line("five.", 636)]
    assert [words for _, words in kinds(lines)] == ["One two three.", "Four five."]


def test_a_short_last_line_ends_a_paragraph():
    lines = [line("One two", 700), line("three.", 686, right=150), line("Four five", 672), line("six.", 658)]
    assert [words for _, words in kinds(lines)] == ["One two three.", "Four five six."]


def test_in_arabic_the_short_side_is_the_left_one():
    lines = [line("قال الناطق", 700), line("إن قواته.", 686, left=400), line("وأضاف أن", 672), line("القائد.", 658)]
    assert [words for _, words in kinds(lines)] == ["قال الناطق إن قواته.", "وأضاف أن القائد."]


def test_larger_or_bold_lines_are_headings_and_smaller_ones_footnotes():
    lines = [
        line("A report", 700, size=16),
        line("The quarry", 670, bold=True),
        line("Words.", 656),
        line("1 See annex.", 90, size=8),
    ]
    assert [kind for kind, _ in kinds(lines)] == ["heading", "heading", "paragraph", "footnote"]


def test_columns_make_rows():
    lines = [line("Date\tKilled", 700), line("3 May\tnine", 686)]
    assert kinds(lines) == [("row", "Date\tKilled"), ("row", "3 May\tnine")]


def test_running_heads_are_known_by_standing_on_most_pages_and_come_last():
    pages = [[line("The report", 800), line(f"Words {n}", 700), line(f"Page {n}", 40)] for n in range(1, 4)]
    running = furniture(pages)
    assert kinds(pages[0], running) == [("paragraph", "Words 1"), ("furniture", "The report"), ("furniture", "Page 1")]


def test_a_single_page_has_no_running_heads():
    assert not furniture([[line("The report", 800), line("Words", 700)]])


def test_a_word_broken_at_the_end_of_a_line_is_made_whole():
    lines = [line(f"an opin{BREAK}", 700), line("ion, a cease" + BREAK, 686), line("fire, the ceasefire", 672)]
    assert mend([kinds(lines)[0][1]]) == ["an opinion, a ceasefire, the ceasefire"]


def test_a_hyphen_that_the_text_writes_elsewhere_stays():
    assert mend([f"a so{BREAK}called army", "the so-called army"]) == ["a so-called army", "the so-called army"]
    assert mend([f"Marchetti{BREAK}Okoro"]) == ["Marchetti-Okoro"]


def words(*given):
    """Words of 20 points width, each given as letters and left edge."""
    return [Word(letters, left, left + 20) for letters, left in given]


def test_words_that_stand_against_their_direction_are_turned_back():
    assert join(words(("quarry", 150), ("the", 127), ("at", 104), ("Killings", 81)), 11) == "Killings at the quarry"
    assert join(words(("لا", 104), ("أسرى", 127)), 11) == "أسرى لا"


def test_a_mixed_line_reads_in_the_direction_of_most_of_its_letters():
    english = words(("nothing", 127), ("else", 150), ("أسرى", 104), ("said", 58), ("that", 81))
    assert join(english, 11) == "said that أسرى nothing else"
    arabic = words(("قال", 150), ("ICC", 127), ("الناطق", 104), ("باسم", 81))
    assert join(arabic, 11) == "قال ICC الناطق باسم"


def test_a_gap_far_wider_than_a_space_is_a_column():
    assert join(words(("3", 60), ("May", 83), ("nine", 200)), 11) == "3 May\tnine"
