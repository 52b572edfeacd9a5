"""Library → print-ready PDFs, through the Typst templates of ``theme/handouts``.

``make_all`` makes every file the site offers; :mod:`microsite.handouts.order` makes one for a unit of
one's own. Data flows one way: selection → data (JSON) → typesetting → imposition.
"""

from microsite.handouts.catalogue import HandoutFile, make_all
from microsite.handouts.problem import HandoutError

__all__ = ["HandoutError", "HandoutFile", "make_all"]
