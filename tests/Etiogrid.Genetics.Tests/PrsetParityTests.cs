using System.Globalization;
using Etiogrid.Genetics.Clumping;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Harmonisation;
using Etiogrid.Genetics.Sets;
using Etiogrid.Genetics.Weights;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Genetics.Tests;

/// <summary>
/// Set scores and their statistics against a second implementation from PRSet's published definition (Choi 2023, doi 10.1371/journal.pgen.1010624):
/// each set clumped by itself with r2 of iterated EM, missing genotypes at their mean, t of ordinary least squares by normal equations. It reads the
/// PLINK files itself and shares no code with the program.
/// </summary>
public sealed class PrsetParityTests : IDisposable
{
    private const int People = 200;
    private const int Variants = 400;
    private const int Sets = 12;
    private const int Distance = 60_000;
    private const double R2 = 0.1;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Members_and_t_of_every_set_are_those_of_the_published_definition()
    {
        var simulated = SimulatedGenotypes.Write(_folder, People, Variants, 23, missing: 0.02, linkage: 0.7);
        var draw = new Philox(5, 6);
        string[][] bim = [.. File.ReadLines(simulated.Prefix + ".bim").Select(l => l.Split('\t'))];
        double[] beta = [.. bim.Select(_ => 0.1 * draw.NextNormal())], p = [.. bim.Select(_ => draw.NextDouble())], phenotype = [.. Enumerable.Range(0, People).Select(_ => draw.NextNormal())];
        _folder.Write("gwas.txt", "SNP CHR BP A1 A2 BETA P\n" + string.Concat(bim.Select((r, v) => string.Create(CultureInfo.InvariantCulture, $"{r[1]} {r[0]} {r[3]} {r[4]} {r[5]} {beta[v]:R} {p[v]:R}\n"))));
        GeneLocation[] genes = [.. bim.Chunk(8).Where(c => c[0][0] == c[^1][0]).Select((c, g) => new GeneLocation($"G{g}", null, c[0][0], int.Parse(c[0][3], CultureInfo.InvariantCulture), int.Parse(c[^1][3], CultureInfo.InvariantCulture), false))];
        GeneSet[] sets = [.. Enumerable.Range(0, Sets).Select(s => new GeneSet($"s{s}", "", [.. Enumerable.Range(0, 12).Select(_ => $"G{draw.NextInt32(genes.Length)}").Distinct()]))];

        using var source = GenotypeFile.Open(simulated.Prefix).Value;
        var terms = Harmoniser.Run(WeightReader.Read(_folder["gwas.txt"]).Value, source, new() { Ambiguous = AmbiguousMode.Forward }).Value.ToTerms();
        var pathways = ClumpedPathways.Build(terms, source, sets, GeneLocations.From(genes), default, new ClumpOptions { Distance = Distance, R2 = R2 }).Value;
        var scores = pathways.Score(new() { Window = default }).Value;
        var tests = SetTest.Run(pathways, scores, TraitModel.Fit(phenotype, [], TraitKind.Automatic, "phenotype").Value, new());

        int[][] copies = Copies(simulated.Prefix + ".bed");
        for (int s = 0; s < Sets; s++)
        {
            int[] members = [.. Enumerable.Range(0, Variants).Where(v => genes.Any(g => sets[s].Genes.Contains(g.Name) && g.Chromosome == bim[v][0] && Position(bim[v]) >= g.Start && Position(bim[v]) <= g.End))];
            int[] kept = Clump(members, copies, bim, p);
            Assert.Equal(kept.Length, scores.Pathways[s].VariantCount);
            double[] sums = new double[People];
            foreach (int v in kept)
            {
                double mean = copies[v].Where(d => d >= 0).Average();
                for (int i = 0; i < People; i++)
                {
                    sums[i] += beta[v] * (copies[v][i] < 0 ? mean : copies[v][i]);
                }
            }

            NumericAssert.Close(T(sums, phenotype), tests[s].T, 1e-9);
        }
    }

    private static int Position(string[] row) => int.Parse(row[3], CultureInfo.InvariantCulture);

    /// <summary>Copies of A1 by variant and person; -1 where missing.</summary>
    private static int[][] Copies(string path)
    {
        byte[] bed = File.ReadAllBytes(path);
        int[] copies = [2, -1, 1, 0];
        return [.. Enumerable.Range(0, Variants).Select(v => Enumerable.Range(0, People).Select(i => copies[(bed[3 + (v * ((People + 3) / 4)) + (i / 4)] >> (2 * (i % 4))) & 3]).ToArray())];
    }

    private static int[] Clump(int[] members, int[][] copies, string[][] bim, double[] p)
    {
        HashSet<int> open = [.. members];
        List<int> kept = [];
        foreach (int index in members.OrderBy(v => p[v]).ThenBy(v => v))
        {
            if (!open.Remove(index))
            {
                continue;
            }

            kept.Add(index);
            open.RemoveWhere(v => bim[v][0] == bim[index][0] && Math.Abs(Position(bim[v]) - Position(bim[index])) <= Distance && Squared(copies[index], copies[v]) >= R2);
        }

        return [.. kept];
    }

    /// <summary>r2 of haplotypes by EM over the double heterozygotes, the likeliest of several starts.</summary>
    private static double Squared(int[] a, int[] b)
    {
        double[,] count = new double[3, 3];
        double n = 0;
        for (int i = 0; i < People; i++)
        {
            if (a[i] >= 0 && b[i] >= 0)
            {
                count[a[i], b[i]]++;
                n++;
            }
        }

        double both = (2 * count[2, 2]) + count[2, 1] + count[1, 2], h = count[1, 1];
        double pa = Enumerable.Range(0, 3).Sum(y => (2 * count[2, y]) + count[1, y]) / (2 * n), pb = Enumerable.Range(0, 3).Sum(x => (2 * count[x, 2]) + count[x, 1]) / (2 * n);
        if (pa * (1 - pa) * pb * (1 - pb) == 0)
        {
            return 0;
        }

        double best = double.NegativeInfinity, r2 = 0;
        foreach (double start in (double[])[0.001, 0.5, 0.999])
        {
            double share = start;
            for (int step = 0; step < 5_000; step++)
            {
                double f = (both + (h * share)) / (2 * n);
                double coupled = f * (1 - pa - pb + f), repelled = (pa - f) * (pb - f);
                double next = coupled + repelled > 0 ? coupled / (coupled + repelled) : share;
                bool done = Math.Abs(next - share) < 1e-14;
                share = next;
                if (done)
                {
                    break;
                }
            }

            double f11 = (both + (h * share)) / (2 * n), likelihood = LogLikelihood(count, f11, pa, pb);
            if (likelihood > best + 1e-12)
            {
                best = likelihood;
                r2 = (f11 - (pa * pb)) * (f11 - (pa * pb)) / (pa * (1 - pa) * pb * (1 - pb));
            }
        }

        return r2;
    }

    private static double LogLikelihood(double[,] count, double f11, double pa, double pb)
    {
        double[,] f = { { 1 - pa - pb + f11, pb - f11 }, { pa - f11, f11 } };
        double sum = 0;
        for (int x = 0; x < 3; x++)
        {
            for (int y = 0; y < 3; y++)
            {
                double p = 0;
                for (int h = 0; h < 16; h++)
                {
                    int a1 = h & 1, b1 = (h >> 1) & 1, a2 = (h >> 2) & 1, b2 = (h >> 3) & 1;
                    p += a1 + a2 == x && b1 + b2 == y ? f[a1, b1] * f[a2, b2] : 0;
                }

                sum += count[x, y] > 0 ? count[x, y] * Math.Log(Math.Max(p, 1e-300)) : 0;
            }
        }

        return sum;
    }

    private static double T(double[] x, double[] y)
    {
        double n = x.Length, mx = x.Average(), my = y.Average(), sxx = x.Sum(v => (v - mx) * (v - mx)), sxy = x.Zip(y).Sum(q => (q.First - mx) * (q.Second - my));
        double b = sxy / sxx, rss = x.Zip(y).Sum(q => Math.Pow(q.Second - my - (b * (q.First - mx)), 2));
        return b / Math.Sqrt(rss / (n - 2) / sxx);
    }
}
