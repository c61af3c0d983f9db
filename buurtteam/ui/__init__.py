"""What a person sees and does; the only room that knows Qt."""

import ctypes
import sys

# PySide6 6.12 gives back a reference to None that it never took with each call that returns nothing (a thousand in one
# painted list), and now and then one to True or False. From Python 3.12 on these live for ever and that does no harm;
# before, a count comes to zero after some minutes of work and Python stops the program: "deallocating None". So they
# are counted up once.
if sys.version_info < (3, 12) and sys.implementation.name == "cpython":
    for _lasting in (None, True, False):
        ctypes.c_ssize_t.from_address(id(_lasting)).value += 1 << 60
