"""Writes gene locations and 60 gene sets over the variants of simulate.c.  Usage: sets.py PREFIX [sets]"""
import random
import sys

prefix, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 60
random.seed(2)
last = {}
for line in open(prefix + ".bim"):
    cells = line.split()
    last[cells[0]] = int(cells[3])
genes = []
for chromosome, end in last.items():
    for g in range(18_000 // len(last)):
        start = random.randint(1, end)
        genes.append((chromosome, start, start + random.randint(2_000, 80_000), f"G{chromosome}_{g}"))
with open(prefix + ".genes", "w") as out:
    out.writelines("%s %d %d %s\n" % gene for gene in genes)
with open(prefix + ".gmt", "w") as out:
    for s in range(count):
        chosen = random.sample(genes, random.randint(20, 300))
        out.write(f"set{s}\tna\t" + "\t".join(g[3] for g in chosen) + "\n")
