"""What ``build.py bench`` measures and ``build.py screenshots`` shows. For developers; needs the test packages.

:mod:`~microsite.bench.budgets` says what is measured and what it may be, :mod:`~microsite.bench.run`
does it part by part, :mod:`~microsite.bench.table` prints it. Nothing here fails a build: figures depend
on the machine, so they are printed beside their budgets and read by people.
"""
