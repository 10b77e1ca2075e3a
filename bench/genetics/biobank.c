/* Writes PREFIX.bed/.bim/.fam, weights, genes and 60 sets for many people: biobank.c PREFIX PEOPLE VARIANTS. Rows repeat with a shift: only size matters here. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state = 20261121;

static uint64_t next(void)
{
    uint64_t z = (state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static FILE *create(const char *prefix, const char *suffix)
{
    char path[4096];
    snprintf(path, sizeof path, "%s.%s", prefix, suffix);
    FILE *file = fopen(path, "w");
    if (!file)
    {
        perror(path);
        exit(1);
    }

    return file;
}

int main(int count, char **arguments)
{
    if (count != 4)
    {
        fprintf(stderr, "biobank PREFIX PEOPLE VARIANTS\n");
        return 2;
    }

    const char *prefix = arguments[1];
    int people = atoi(arguments[2]), variants = atoi(arguments[3]);
    size_t length = ((size_t)people + 3) / 4, pool = length + 4096;
    unsigned char *codes = malloc(pool);
    FILE *bed = create(prefix, "bed"), *bim = create(prefix, "bim"), *fam = create(prefix, "fam"), *score = create(prefix, "score"), *genes = create(prefix, "genes"), *gmt = create(prefix, "gmt");
    fwrite("\x6c\x1b\x01", 1, 3, bed);
    for (int v = 0; v < variants; v++)
    {
        if (v % 64 == 0)
        {
            /* Two chromosomes a person at one frequency, two calls in a thousand missing. */
            uint32_t p = (uint32_t)(next() >> 33) % 29491u + 655u;
            for (size_t i = 0; i < pool; i++)
            {
                unsigned char byte = 0;
                for (int k = 0; k < 4; k++)
                {
                    uint64_t r = next();
                    int copies = ((r & 0xFFFF) < p) + ((r >> 16 & 0xFFFF) < p);
                    int code = (r >> 32) % 500 == 0 ? 1 : copies == 2 ? 0 : copies == 1 ? 2 : 3;
                    byte |= (unsigned char)(code << (2 * k));
                }

                codes[i] = byte;
            }
        }

        unsigned char *row = codes + next() % 4096;
        unsigned char last = row[length - 1];
        if (people % 4)
        {
            row[length - 1] &= (unsigned char)((1 << (2 * (people % 4))) - 1);
        }

        fwrite(row, 1, length, bed);
        row[length - 1] = last;
        fprintf(bim, "%d\trs%d\t0\t%d\tA\tG\n", 1 + v * 22 / variants, v, 1000 * (v + 1));
        fprintf(score, "rs%d\t%c\t%.6f\n", v, v % 2 ? 'A' : 'G', ((int)(next() % 2001) - 1000) / 50000.0);
        if (v % 10 == 0)
        {
            fprintf(genes, "%d %d %d G%d\n", 1 + v * 22 / variants, 1000 * (v + 1), 1000 * (v + 8), v / 10);
        }
    }

    for (int i = 0; i < people; i++)
    {
        fprintf(fam, "F%d\tP%d\t0\t0\t%d\t-9\n", i, i, 1 + i % 2);
    }

    for (int s = 0; s < 60; s++)
    {
        fprintf(gmt, "SET%d\thttp://x", s);
        for (int g = 0; g < 60; g++)
        {
            fprintf(gmt, "\tG%d", (int)(next() % (uint64_t)(variants / 10)));
        }

        fprintf(gmt, "\n");
    }

    return fclose(bed) | fclose(bim) | fclose(fam) | fclose(score) | fclose(genes) | fclose(gmt);
}
