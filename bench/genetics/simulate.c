/* Writes a PLINK 1 trio of random genotypes in blocks of linked variants, a score file and p values.
   Usage: simulate PREFIX [people] [variants].  Same arguments, same bytes.
   Frequencies are uniform in [0.02, 0.98]; in a block of 10 neighbours each haplotype keeps its allele with 85 % probability;
   0.2 % of genotypes are missing; variants lie 15 kb apart on 22 chromosomes. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state = 88172645463325252ULL;

static uint64_t next(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

static double uniform(void)
{
    return (next() >> 11) / 9007199254740992.0;
}

static FILE *create(const char *prefix, const char *extension)
{
    char path[4096];
    snprintf(path, sizeof path, "%s%s", prefix, extension);
    FILE *file = fopen(path, "wb");
    if (!file) {
        perror(path);
        exit(1);
    }
    return file;
}

int main(int count, char **arguments)
{
    const char *prefix = arguments[1];
    int people = count > 2 ? atoi(arguments[2]) : 10000;
    int variants = count > 3 ? atoi(arguments[3]) : 200000;
    int length = (people + 3) / 4;
    static const uint8_t code[4] = {3, 2, 0, 1};
    uint8_t *alleles = calloc(2 * people, 1), *row = malloc(length);
    FILE *bed = create(prefix, ".bed"), *bim = create(prefix, ".bim"), *score = create(prefix, ".score"), *p = create(prefix, ".p"), *fam = create(prefix, ".fam");
    fwrite("\x6C\x1B\x01", 1, 3, bed);
    fprintf(p, "SNP\tCHR\tBP\tA1\tA2\tBETA\tP\n");
    double frequency = 0.5;
    for (int v = 0; v < variants; v++) {
        if (v % 10 == 0) {
            frequency = 0.02 + 0.96 * uniform();
        }
        uint64_t threshold = (uint64_t)(frequency * 65536);
        for (int h = 0; h < 2 * people; h++) {
            uint64_t r = next();
            if (v % 10 == 0 || (r & 255) < 38) {
                alleles[h] = ((r >> 16) & 65535) < threshold;
            }
        }
        memset(row, 0, length);
        for (int i = 0; i < people; i++) {
            int copies = alleles[2 * i] + alleles[2 * i + 1];
            row[i / 4] |= code[copies] << (2 * (i % 4));
        }
        for (int m = 0; m < people / 500; m++) {
            int i = next() % people;
            row[i / 4] = (row[i / 4] & ~(3 << (2 * (i % 4)))) | (1 << (2 * (i % 4)));
        }
        fwrite(row, 1, length, bed);
        int per_chromosome = variants / 22 + 1, chromosome = 1 + v / per_chromosome, place = 15000 * (v % per_chromosome + 1);
        double beta = (uniform() + uniform() + uniform() - 1.5) / 50;
        fprintf(bim, "%d\trs%d\t0\t%d\tA\tG\n", chromosome, v, place);
        if (v % 2 == 0) {
            fprintf(score, "rs%d\t%c\t%.6f\n", v, next() & 1 ? 'A' : 'G', beta);
        }
        fprintf(p, "rs%d\t%d\t%d\tA\tG\t%.6f\t%.7f\n", v, chromosome, place, beta, uniform());
    }
    for (int i = 0; i < people; i++) {
        fprintf(fam, "F%d P%d 0 0 %d -9\n", i, i, 1 + i % 2);
    }
    return fclose(bed) | fclose(bim) | fclose(score) | fclose(p) | fclose(fam);
}
