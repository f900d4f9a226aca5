"""What a form says to those who use it: how, and where clinics may add questions of their own."""

from samplan.forms.engine import extensions as ext
from samplan.forms.engine.flaws import Flaw
from samplan.forms.engine.kinds import Kind
from samplan.forms.engine.nodes import Node
from samplan.forms.engine.wording import Text


def read_instruction(root: Node) -> Text:
    """The instruction for clinics in its languages, as markdown; empty where there is none.

    One in neither the reader's language nor the form's is better than none: the first.
    """
    variants: dict[str, str] = {}
    for node in root.extensions(ext.INSTRUCTION):
        language, content = _part(node, "lang", "Code"), _part(node, "content", "Markdown")
        if language and content:
            variants.setdefault(language, content)
    own = variants.get(root.string("language"))
    return Text(own or next(iter(variants.values()), ""), variants)


def _part(node: Node, name: str, kind: str) -> str:
    for part in node.children("extension"):
        if part.raw.get("url") == name and (said := part.string(f"value{kind}").strip()):
            return said
    node.refuse(Flaw.MISSING, element=name)
    return ""


def read_place(node: Node, kind: Kind) -> str:
    """The name of the place after an item where own questions may stand; empty where none may."""
    for extension in node.extensions(ext.PLACE):
        if kind is Kind.DISPLAY:
            node.refuse(Flaw.NOT_FOR_TYPE, element="own-questions-after", type=kind.value)
        name = extension.string("valueString").strip()
        if not name:
            extension.refuse(Flaw.MISSING, element="valueString")
        return name
    return ""
