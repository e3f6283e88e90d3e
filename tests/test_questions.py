"""The question library: every question reads, keeps to the dialect, has an answer, and the answer is the pinned one."""

from __future__ import annotations

import csv
import importlib.util
import io
import re
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode

from conftest import ROOT
from nkgraph.errors import AmbiguousNameError, MisuseError
from nkgraph.model.ontology import read_ontology
from nkgraph.questions import Question, all_questions, find_question, search
from nkgraph.questions.anatomy import anatomy
from nkgraph.questions.binding import LONGEST_VALUE, Known, bind, read_values
from nkgraph.questions.dialect import lint
from nkgraph.questions.question import ANSWERS, PICTURES, READERS, read_question
from nkgraph.questions.tokens import VARIABLE, tokens_of
from nkgraph.store.answers import Rows
from nkgraph.store.guard import query_form
from nkgraph.views.ready import ready_views
from pin_answers import FOLDER, pinned, query_of

if TYPE_CHECKING:
    from nkgraph.knowledge_graph import KnowledgeGraph

QUESTIONS = all_questions()
each = pytest.mark.parametrize("question", QUESTIONS, ids=[question.id for question in QUESTIONS])


@pytest.fixture(scope="module")
def known(graph: KnowledgeGraph) -> Known:
    return Known(graph.things, graph.store.store)


def test_the_library_is_large_and_tells_its_questions_apart() -> None:
    assert len(QUESTIONS) >= 100
    assert len({question.title for question in QUESTIONS}) == len(QUESTIONS)


@each
def test_the_header_says_what_it_must(question: Question) -> None:
    assert question.title.endswith("?")
    assert question.why.endswith(".")
    assert question.who in READERS
    assert question.view in {*PICTURES, *(view.id for view in ready_views())}
    assert query_form(question.query) in ANSWERS[question.answer]
    for parameter in question.parameters:
        assert f"?{parameter.name}" in question.body


@each
def test_it_keeps_to_the_portable_dialect(question: Question) -> None:
    names = [parameter.name for parameter in question.parameters]
    assert [str(finding) for finding in lint(question.query, f"{question.id}.rq", names)] == []


@each
def test_its_answer_is_the_pinned_one(question: Question, graph: KnowledgeGraph) -> None:
    path = FOLDER / f"{question.id}.csv"
    assert path.is_file(), f"{question.id} has no pinned answer; run: make pins"
    found, kept = pinned(question, graph), path.read_text("utf-8")
    lost, new = sorted(set(kept.splitlines()) - set(found.splitlines())), set(found.splitlines())
    assert found == kept, (
        f"the answer has changed: {len(lost)} rows gone, {len(new - set(kept.splitlines()))} new. "
        f"If the tables changed and the new answer is right, run: make pins"
    )
    assert found.count("\n") > 1 or question.may_be_empty, "no rows; give a better default, or say '# may be empty'"


def test_no_pin_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*.csv")} == {question.id for question in QUESTIONS}


@each
def test_order_by_tells_all_rows_apart(question: Question, graph: KnowledgeGraph) -> None:
    keys = [token.text[1:] for token in anatomy(question.query).modifier("ORDER") if token.kind == VARIABLE]
    answer = graph.store.ask(query_of(question, graph))
    if isinstance(answer, Rows):
        places = [answer.columns.index(key) for key in keys]
        seen = [tuple(row[place] for place in places) for row in answer.terms]
        assert len(set(seen)) == len(seen)


@each
def test_an_answer_that_states_facts_names_its_documents(question: Question) -> None:
    columns = [token.text.lower() for token in anatomy(question.query).head if token.kind == VARIABLE]
    columns += [parameter.name for parameter in question.parameters]
    if question.answer == "rows" and "rdf:subject" in question.body:
        assert any(re.search(r"document|witness|confirmation", column) for column in columns)


def test_together_they_speak_of_everything_the_ontology_can_say() -> None:
    ontology = read_ontology(ROOT / "ontology")
    asked = {token.text for question in QUESTIONS for token in tokens_of(question.query)}
    told = "\n".join(path.read_text("utf-8") for path in FOLDER.glob("*.csv"))
    names = [*ontology.predicates, *ontology.qualifiers, *(n for n, c in ontology.classes.items() if c.is_role)]
    assert [name for name in names if f"nk:{name}" not in asked and f"ontology#{name}" not in told] == []


def test_the_documentation_shows_the_library() -> None:
    spec = importlib.util.spec_from_file_location("make_questions", ROOT / "docs" / "make_questions.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (ROOT / "docs" / "questions.md").read_text("utf-8") == module.page(ROOT), "run: make pins"


def test_parameters_change_the_answer(graph: KnowledgeGraph) -> None:
    china, germany = graph.ask("branches-in", country="CN"), graph.ask("branches-in", country="Germany")
    assert isinstance(china, Rows)
    assert isinstance(germany, Rows)
    assert len(china) > len(germany) > 0
    assert not set(china) & set(germany)


def test_an_entity_goes_by_any_of_its_names(graph: KnowledgeGraph) -> None:
    answers = [
        graph.ask("is-designated", party=name) for name in ("KCC", "조선콤퓨터쎈터", "ent:korea-computer-center")
    ]
    assert answers == [True, True, True]


HOSTILE = [
    '"} ; DROP',
    "> . ?s ?p ?o . <",
    "http://a b c/",
    "?x",
    "nk:parent> } #",
    "\\",
    "'",
    "{",
    "}} UNION {{ ?s ?p ?o",
]
REFUSED = ["", "  ", "a\nb", "a\u202eb", "x" * 1_000_000]
BY_KIND = {
    "entity": "clients-of", "concept": "who-has-skill", "country": "branches-in", "document": "what-a-document-says",
    "relation": "rival-readings-of", "date": "parents-at", "number": "large-shares",
}  # fmt: skip


@pytest.mark.parametrize("value", [*HOSTILE, *REFUSED], ids=lambda value: repr(value[:12]))
@pytest.mark.parametrize(("kind", "ident"), BY_KIND.items())
def test_a_hostile_value_is_refused_by_its_kind(kind: str, ident: str, value: str, known: Known) -> None:
    question = find_question(ident)
    name = next(parameter.name for parameter in question.parameters if parameter.kind == kind)
    with pytest.raises(MisuseError) as refused:
        read_values(question, {name: value}, known)
    assert len(str(refused.value)) < 1000
    assert str(refused.value).replace("\n", "").isprintable()


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_text_is_a_text_and_nothing_else(value: str, known: Known, graph: KnowledgeGraph) -> None:
    """Bound, the query has the tokens it had before, and one string."""
    question = find_question("things-whose-name-holds")
    values = read_values(question, {"piece": value}, known)
    assert values["piece"] == Literal(value)
    kinds = [token.kind for token in tokens_of(bind(question, values))]
    assert kinds == [token.kind for token in tokens_of(query_of(question, graph))]
    assert isinstance(graph.ask(question.id, piece=value), Rows)


@pytest.mark.parametrize("value", REFUSED)
def test_a_text_has_a_length_and_no_control_characters(value: str, known: Known) -> None:
    with pytest.raises(MisuseError, match=f"1 to {LONGEST_VALUE} printable"):
        read_values(find_question("things-whose-name-holds"), {"piece": value}, known)


@pytest.mark.parametrize(
    ("kind", "value", "term"),
    [
        ("date", "2013-03-16", Literal("2013-03-16", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date"))),
        ("number", "50", Literal("50", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer"))),
        ("number", "49.5", Literal("49.5", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))),
        ("country", "de", NamedNode("https://w3id.org/nkgraph/id/germany")),
        ("relation", "nk:founded", NamedNode("https://w3id.org/nkgraph/ontology#founded")),
        ("concept", "Pattern recognition", NamedNode("https://w3id.org/nkgraph/skill/pattern-recognition")),
    ],
)
def test_values_become_terms_of_their_kind(kind: str, value: str, term: object, known: Known) -> None:
    question = find_question(BY_KIND[kind])
    name = next(parameter.name for parameter in question.parameters if parameter.kind == kind)
    assert read_values(question, {name: value}, known)[name] == term


@pytest.mark.parametrize("value", ["2013-02-30", "2013", "٢٠١٣-٠٣-١٦", "13-03-16", "2013-03-16T00:00"])
def test_a_day_is_a_day(value: str, known: Known) -> None:
    with pytest.raises(MisuseError, match="2013-03-16"):
        read_values(find_question("parents-at"), {"day": value}, known)


def test_unknown_and_ambiguous_names_list_what_is_near(known: Known) -> None:
    with pytest.raises(MisuseError, match="nearest: .*clients-of"):
        find_question("client-of")
    with pytest.raises(MisuseError, match="no parameter 'provder'; nearest: provider"):
        read_values(find_question("clients-of"), {"provder": "KCC"}, known)
    with pytest.raises(MisuseError, match="korea-computer-center"):
        read_values(find_question("clients-of"), {"provider": "Korea Computer Centr"}, known)
    assert issubclass(AmbiguousNameError, MisuseError)


HEADER = "# title: T?\n# why: W.\n# who: researcher\n# topic: t\n# answer: rows\n# view: none\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEADER.replace("# why: W.\n", ""), "why"),
        (HEADER + "# colour: red\n", "colour"),
        (HEADER + "# title: Again?\n", "given twice"),
        (HEADER + "# param: who person KCC\n", "is no parameter"),
        (HEADER + "# param: who entity\n", "is no parameter"),
    ],
)
def test_a_wrong_header_is_named(text: str, said: str) -> None:
    with pytest.raises(MisuseError, match=said):
        read_question("q", text + "SELECT ?s { ?s ?p ?o }")


def test_search_is_blind_to_case_and_hyphens_and_wants_all_words_where_it_can() -> None:
    assert search("JOINT ventures founded", QUESTIONS)[0].id == "life-of-ventures"
    assert search("zebra", QUESTIONS) == []


def test_a_sentence_finds_the_questions_that_hold_most_of_its_words() -> None:
    for words, wanted in (
        ("who are the clients of the firm zebra", "clients-of"),
        ("which authority made most designations zebra", "designations-by-authority"),
    ):
        assert wanted in [question.id for question in search(words, QUESTIONS)], words
    assert len(search("who or what in zebra", QUESTIONS)) <= 10


Run = "Callable[..., subprocess.CompletedProcess[str]]"


def test_the_command_lists_searches_and_explains(run: Run) -> None:
    lines = run("questions").stdout.splitlines()
    assert lines[0] == "id\ttopic\ttitle"
    assert len(lines) == len(QUESTIONS) + 1
    assert "shared-partners\t" in run("questions", "--search", "share partner").stdout
    assert all("\ttime\t" in line for line in run("questions", "--topic", "time").stdout.splitlines()[1:])
    text = run("questions", "clients-of").stdout
    for part in ("what did they order?", "lifeline", "provider (entity), if not set: sek-studio", "nk:hasClient",
                 "nkgraph query --question clients-of --set provider='sek-studio'"):  # fmt: skip
        assert part in text


def test_the_command_asks_a_question(run: Run) -> None:
    done = run("--home", str(ROOT), "query", "--question", "branches-in", "--set", "country=RU")
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert list(rows[0])[:4] == ["branch", "organisation", "name", "ownerCountry"]
    assert all("russia" in row["branch"] or "vladivostok" in row["branch"] for row in rows)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("query", "--question", "client-of"), "clients-of"),
        (("query", "--question", "clients-of", "--set", "provder=KCC"), "nearest: provider"),
        (("query", "--question", "clients-of", "--set", "provider"), "name=value"),
        (("query", "--question", "clients-of", "ASK {}"), "not both"),
        (("query", "ASK { ?s ?p ?o }", "--set", "a=b"), "--set belongs to --question"),
        (("query", "--question", "branches-in", "--set", 'country="} ; DROP'), "no entity is called"),
        (("questions", "client-of"), "clients-of"),
        (("questions", "--topic", "owner"), "ownership"),
        (("questions", "--search", "zebra"), "no question"),
    ],
)
def test_misuse_is_exit_2_and_names_the_nearest(run: Run, words: tuple[str, ...], said: str) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
