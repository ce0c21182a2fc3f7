import pytest

from probanda.read.html import draft_of

WORDS = "<h1>A heading</h1><p>Words of the page.</p>"


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2023-02-14T16:20:00+01:00">',
        '<meta name="DC.date.issued" content="2023-02-14">',
        '<meta itemprop="datePublished" content="2023-02-14">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2023-02-14"}</script>',
        '<script type="application/ld+json">{"@graph": [{"headline": "x", "datePublished": "2023-02-14T01:00"}]}</script>',
        '<time pubdate datetime="2023-02-14T10:00">Tuesday</time>',
    ],
)
def test_a_declared_date_of_publication_is_taken_as_it_is(head):
    assert draft_of(head + WORDS).published == "2023-02-14"


def test_a_date_found_elsewhere_is_approximate_and_says_so():
    draft = draft_of('<meta property="og:updated_time" content="2023-02-14">' + WORDS)
    assert draft.published in (None, "2023-02-14~")
    assert (draft.published is None) == (not any("approximate" in note for note in draft.notes))


@pytest.mark.parametrize("content", ["yesterday", "2023-02-31", "14/02/2023", ""])
def test_a_date_that_is_none_is_not_used(content):
    assert draft_of(f'<meta name="date" content="{content}">' + WORDS).published is None


def test_a_page_without_a_date_has_none():
    assert draft_of(WORDS).published is None


def test_title_author_publisher_and_address_as_declared():
    head = '<meta property="og:title" content="T"><meta name="author" content="Lena Orsk">'
    head += '<meta property="og:site_name" content="Wire">'
    draft = draft_of(head + '<link rel="canonical" href="https://wire.invalid/a">' + WORDS)
    assert (draft.title, draft.author, draft.publisher, draft.origin_url) == ("T", "Lena Orsk", "Wire", "https://wire.invalid/a")


def test_the_address_of_a_profile_is_no_author():
    assert draft_of('<meta property="article:author" content="https://x.invalid/u">' + WORDS).author is None


def test_a_script_for_an_address_is_refused():
    assert draft_of('<link rel="canonical" href="javascript:alert(1)">' + WORDS).origin_url is None


@pytest.mark.parametrize("data", ["[[[", "[" * 5000, '{"@graph": 7}', '"text"', "null", '{"headline": {"name": 1}}'])
def test_broken_structured_data_is_passed_over(data):
    assert draft_of(f'<script type="application/ld+json">{data}</script>' + WORDS).title in ("A heading", None)
