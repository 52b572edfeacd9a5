"""Library → print-ready PDFs, through the Typst templates of ``theme/handouts``.

``make_all`` makes every file the site offers; :mod:`microsite.outputs.handouts.order` makes one for a unit of
one's own. Data flows one way: selection → data (JSON) → typesetting → imposition.
"""

from microsite.outputs.handouts.making import make_all
from microsite.outputs.handouts.problem import HandoutError

__all__ = ["HandoutError", "make_all"]
