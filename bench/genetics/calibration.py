"""Type I error of the competitive nulls on polygenic traits without enrichment: every variant has an effect, sets are random genes.
Usage: calibration.py ETIOGRID FOLDER [rounds] [null] [seed]; needs simulate.c compiled as FOLDER/simulate.  Prints the share of p <= 0.05
with its standard error over traits (sets of one trait are not independent)."""
import os
import random
import subprocess
import sys

program, folder = sys.argv[1], sys.argv[2]
rounds, null = int(sys.argv[3]) if len(sys.argv) > 3 else 60, sys.argv[4] if len(sys.argv) > 4 else "gene"
seed = int(sys.argv[5]) if len(sys.argv) > 5 else 7
data = os.path.join(folder, "null")
if not os.path.exists(data + ".bed"):
    subprocess.run([os.path.join(folder, "simulate"), data, "1000", "20000"], check=True)
random.seed(seed)
variants = [line.split() for line in open(data + ".bim")]
ends = {}
for v in variants:
    ends[v[0]] = int(v[3])
genes = []
for chromosome, end in ends.items():
    for g in range(2000 // len(ends)):
        start = random.randint(1, end)
        genes.append((chromosome, start, start + random.randint(20_000, 200_000), f"G{chromosome}_{g}"))
with open(data + ".genes", "w") as out:
    out.writelines("%s %d %d %s\n" % g for g in genes)
p_values, shares = [], []
for r in range(rounds):
    with open(data + ".gmt", "w") as out:
        for s in range(200):
            out.write(f"set{s}\tna\t" + "\t".join(g[3] for g in random.sample(genes, random.randint(10, 100))) + "\n")
    with open(data + ".truth", "w") as truth, open(data + ".gwas", "w") as gwas:
        gwas.write("SNP\tCHR\tBP\tA1\tA2\tBETA\tP\n")
        for chromosome, name, _, position, a1, a2 in variants:
            effect = random.gauss(0, 1)
            truth.write(f"{name} {a1} {effect:.6f}\n")
            gwas.write(f"{name}\t{chromosome}\t{position}\t{a1}\t{a2}\t{effect + random.gauss(0, 2):.6f}\t{random.random():.6f}\n")
    subprocess.run([program, "genetics", "score", "--genotypes", data, "--weights", data + ".truth", "--out", data + ".g"], check=True)
    rows = [line.split("\t") for line in open(data + ".g")][1:]
    values = [float(row[5]) for row in rows]
    mean = sum(values) / len(values)
    spread = (sum((x - mean) ** 2 for x in values) / len(values)) ** 0.5
    with open(data + ".pheno", "w") as out:
        for row, x in zip(rows, values):
            out.write(f"{row[0]} {row[1]} {(x - mean) / spread + random.gauss(0, 1):.6f}\n")
    subprocess.run([program, "genetics", "sets", "--genotypes", data, "--sumstats", data + ".gwas", "--sets", data + ".gmt", "--genes", data + ".genes",
                    "--phenotype", data + ".pheno", "--permutations", "199", "--null", null, "--seed", str(1000 * seed + r), "--out", data + ".sets"], check=True)
    before = len(p_values)
    p_values += [float(line.split("\t")[8]) for line in open(data + ".sets").readlines()[1:]]
    shares.append(sum(p <= 0.05 for p in p_values[before:]) / (len(p_values) - before))
share = sum(shares) / len(shares)
error = (sum((x - share) ** 2 for x in shares) / (len(shares) - 1) / len(shares)) ** 0.5
print(f"{null}: {len(p_values)} tests, share of p <= 0.05 {share:.4f} (standard error over traits {error:.4f}), mean p {sum(p_values) / len(p_values):.4f}")
