"""Where things are: run ENCOUNTER ENCOUNTER_CONTENT CHANGING OUT [long]."""
import os
import random
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
KIOSK, CONTENT, CHANGING, OUT = (os.path.abspath(a) for a in sys.argv[1:5])
IS_LONG = sys.argv[5:] == ["long"]
TABLE = os.path.join(HERE, "table.txt")
WORLD = os.path.join(OUT, "world")
STICK = os.path.join(WORLD, "stick")
BUNDLES = os.path.join(STICK, "ENCOUNTER", "bundles")
DATA = os.path.join(WORLD, "data")
OUTSIDE = os.path.join(WORLD, "outside")
SHIPPED = os.path.join(WORLD, "shipped")
KEYS = os.path.join(WORLD, "keys.d")
dice = random.Random(6)
