"""Writes a PLINK 1 trio of random genotypes in blocks of linked variants, a score file and p values.

Usage: simulate.py PREFIX [people] [variants] [seed]
Frequencies are uniform in [0.02, 0.98]; every block of 10 neighbouring variants shares one pair of haplotypes with 15 % of alleles
drawn anew; 0.2 % of genotypes are missing. Same seed, same bytes.
"""
import sys

import numpy as np

prefix = sys.argv[1]
people = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
variants = int(sys.argv[3]) if len(sys.argv) > 3 else 200_000
rng = np.random.Generator(np.random.Philox(int(sys.argv[4]) if len(sys.argv) > 4 else 1))
length = (people + 3) // 4
code = np.array([3, 2, 0, 1], dtype=np.uint8)  # none, one, two copies, missing

with open(prefix + ".bed", "wb") as bed:
    bed.write(bytes([0x6C, 0x1B, 0x01]))
    for v in range(variants):
        if v % 10 == 0:
            p = rng.uniform(0.02, 0.98)
            block = rng.integers(0, 65536, 2 * people, dtype=np.uint16) < int(p * 65536)
        anew = rng.integers(0, 256, 2 * people, dtype=np.uint8) < 38
        block = np.where(anew, rng.integers(0, 65536, 2 * people, dtype=np.uint16) < int(p * 65536), block)
        copies = block[:people].astype(np.uint8) + block[people:]
        copies[rng.integers(0, people, people // 500)] = 3
        codes = np.zeros(4 * length, dtype=np.uint8)
        codes[:people] = code[copies]
        q = codes.reshape(length, 4)
        bed.write((q[:, 0] | (q[:, 1] << 2) | (q[:, 2] << 4) | (q[:, 3] << 6)).astype(np.uint8).tobytes())

with open(prefix + ".bim", "w") as bim, open(prefix + ".score", "w") as score, open(prefix + ".p", "w") as p_values:
    p_values.write("SNP\tCHR\tBP\tA1\tA2\tBETA\tP\n")
    for v in range(variants):
        chromosome, place = 1 + v * 22 // variants, 15_000 * (v + 1 - (variants * (v * 22 // variants) // 22))
        bim.write(f"{chromosome}\trs{v}\t0\t{place}\tA\tG\n")
        beta = rng.normal() / 100
        if v % 2 == 0:
            score.write(f"rs{v}\t{'A' if rng.random() < 0.5 else 'G'}\t{beta:.6f}\n")
        p_values.write(f"rs{v}\t{chromosome}\t{place}\tA\tG\t{beta:.6f}\t{rng.random():.6g}\n")

with open(prefix + ".fam", "w") as fam:
    for i in range(people):
        fam.write(f"F{i} P{i} 0 0 {1 + i % 2} -9\n")
