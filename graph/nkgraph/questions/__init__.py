"""The question library: named questions in portable SPARQL, each with its reason, parameters and kind of answer."""

from nkgraph.questions.library import all_questions, find_question, search
from nkgraph.questions.question import Parameter, Question

__all__ = ["Parameter", "Question", "all_questions", "find_question", "search"]
