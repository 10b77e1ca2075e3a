"""Writes the gene sets of sets.py as a PLINK score file with one dense column a set (0 outside the set), which is how plink2 scores them.
Usage: columns.py PREFIX; windows as Etiogrid's convention: 35 kb upstream, 10 kb downstream, genes without strand lie forward."""
import bisect
import sys

prefix = sys.argv[1]
genes = {}
for line in open(prefix + ".genes"):
    chromosome, start, end, name = line.split()
    genes[name] = (chromosome, int(start) - 35_000, int(end) + 10_000)
places, variants = {}, {}
for line in open(prefix + ".bim"):
    cells = line.split()
    places.setdefault(cells[0], []).append((int(cells[3]), cells[1]))
names, members = [], {}
for s, line in enumerate(open(prefix + ".gmt")):
    cells = line.split()
    names.append(cells[0])
    for gene in cells[2:]:
        chromosome, start, end = genes[gene]
        here = places[chromosome]
        for i in range(bisect.bisect_left(here, (start, "")), bisect.bisect_right(here, (end, "~"))):
            members.setdefault(here[i][1], set()).add(s)
with open(prefix + ".columns", "w") as out:
    out.write("ID\tA1\t" + "\t".join(names) + "\n")
    for line in open(prefix + ".score"):
        name, allele, weight = line.split()
        if name in members:
            out.write(name + "\t" + allele + "\t" + "\t".join(weight if s in members[name] else "0" for s in range(len(names))) + "\n")
