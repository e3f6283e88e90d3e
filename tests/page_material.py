"""What the mock picture is made of: an ontology in small, words for names, and hostile text for every field."""

from __future__ import annotations

from nkgraph.views.picture import Relation, TypeStyle

SCRIPT = "</script><script>window.stolen = 1</script>"
HOSTILE = (
    SCRIPT,
    "<img src=x onerror='window.stolen = 2'>",
    "<!-- <script>",
    '" onmouseover="window.stolen = 3',
    "'; window.stolen = 4; '",
    "abc\u202edef\u2066ghi",
    '<a href="javascript:window.stolen = 5">href</a>',
    "line\u2028paragraph\u2029{{ 7 * 7 }}&amp;",
    "\u0000\u0007\u200f",
)

TYPES = (
    TypeStyle("Firm", "firm", "#2f6690", "dot"),
    TypeStyle("JointVenture", "joint venture", "#7b4b94", "diamond"),
    TypeStyle("BranchOffice", "branch office", "#3a9ea5", "triangleDown"),
    TypeStyle("GovernmentBody", "government body", "#8c2f39", "square"),
    TypeStyle("University", "university", "#90a955", "hexagon"),
    TypeStyle("Event", "event", "#52b788", "star"),
    TypeStyle("Skill", "skill", "#355070", "dot"),
    TypeStyle("Game", "game", "#f2cc8f", "square"),
)


def _relation(name: str, label: str, section: str, kind: str = "link", **more: bool) -> Relation:
    flags = {"drawn": kind in {"link", "concept"}, "allegation": False, "single_valued": False} | more
    return Relation(name, label, f"The subject {label} the object.", section, kind, **flags)


RELATIONS = (
    _relation("parent", "has parent", "ownership", single_valued=True),
    _relation("hasBranch", "has branch", "ownership"),
    _relation("hasClient", "has client", "business"),
    _relation("partner", "is partner of", "business"),
    _relation("hasSkill", "has skill", "skills", "concept"),
    _relation("developed", "developed", "products"),
    _relation("exhibitedAt", "exhibited at", "events"),
    _relation("linkedTo", "is linked to", "designations", allegation=True),
    _relation("employees", "employees", "figures", "quantity", single_valued=True),
    _relation("website", "website", "figures", "address"),
)

SECTIONS = (
    ("ownership", "ownership and structure"),
    ("business", "business relations"),
    ("skills", "skills and services"),
    ("products", "products"),
    ("events", "events and awards"),
    ("designations", "designations and allegations"),
    ("figures", "figures"),
)

FIRST = [
    "Korea",
    "Pyongyang",
    "Unha",
    "Rakwon",
    "Samjiyon",
    "Taedonggang",
    "Chollima",
    "Moranbong",
    "Mirae",
    "Sobaeksu",
]
SECOND = [
    "Computer",
    "Software",
    "Information",
    "Animation",
    "Electronics",
    "Network",
    "Technology",
    "Trading",
    "Media",
]
THIRD = ["Center", "Company", "Corporation", "Institute", "Bureau", "Studio", "Office", "Group"]
