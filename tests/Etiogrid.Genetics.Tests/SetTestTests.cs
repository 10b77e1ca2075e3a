using System.Globalization;
using Etiogrid.Genetics.Clumping;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Harmonisation;
using Etiogrid.Genetics.Sets;
using Etiogrid.Genetics.Weights;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Genetics.Tests;

public sealed class SetTestTests : IDisposable
{
    private static readonly GeneLocation[] Genes = [.. Enumerable.Range(0, 100).Select(g => new GeneLocation($"G{g}", null, g < 50 ? "1" : "2", 500 + (g * 6000), 500 + (g * 6000) + 3000 + (g % 7 * 400), g % 2 == 1))];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void T_and_p_are_those_of_the_linear_regression()
    {
        using var source = Simulate(out var pathways, clump: null);
        double[] phenotype = Phenotype(300, 4);
        phenotype[7] = double.NaN;
        var table = pathways.Score(new() { Window = default }).Value;
        var test = SetTest.Run(pathways, table, Trait(phenotype), new())[0];
        var scores = table.Pathways[0].Scores;
        int[] people = [.. Enumerable.Range(0, 300).Where(i => i != 7)];
        double n = people.Length, mx = people.Average(i => scores[i]), my = people.Average(i => phenotype[i]);
        double sxx = people.Sum(i => (scores[i] - mx) * (scores[i] - mx)), sxy = people.Sum(i => (scores[i] - mx) * (phenotype[i] - my));
        double beta = sxy / sxx;
        double rss = people.Sum(i => Math.Pow(phenotype[i] - my - (beta * (scores[i] - mx)), 2));
        double se = Math.Sqrt(rss / (n - 2) / sxx);
        NumericAssert.Close(beta, test.Beta, 1e-9);
        NumericAssert.Close(se, test.StandardError, 1e-9);
        NumericAssert.Close(beta / se, test.T, 1e-9);
        Assert.InRange(test.P, 0, 1);
    }

    [Theory]
    [InlineData(NullKind.Size)]
    [InlineData(NullKind.Matched)]
    [InlineData(NullKind.Gene)]
    public void A_set_with_the_signal_stands_out_and_one_without_does_not(NullKind kind)
    {
        using var source = Simulate(out var pathways, new ClumpOptions { Distance = 50_000 });
        var scores = pathways.Score(new() { Window = default }).Value;
        double spread = scores.Pathways[0].ReferenceStandardDeviation;
        double[] noise = Phenotype(300, 9);
        double[] phenotype = [.. noise.Select((e, i) => (0.8 * scores.Pathways[0].Scores[i] / spread) + e)];
        var options = new SetTestOptions { Permutations = 400, Null = kind, Seed = 7 };
        var one = SetTest.Run(pathways, scores, Trait(phenotype), options);
        var two = SetTest.Run(pathways, scores, Trait(phenotype), options with { Threads = 2 });
        Assert.Equal(one, two);
        Assert.True(one[0].CompetitiveP < 0.02, $"{one[0].CompetitiveP}");
        Assert.InRange(one[1].CompetitiveP, 0.02, 1);
        Assert.True(one[0].CompetitiveInterval.Low <= one[0].CompetitiveP && one[0].CompetitiveP <= one[0].CompetitiveInterval.High + 0.01);
    }

    [Fact]
    public void Gene_resampled_p_is_uniform_when_sets_are_random_genes()
    {
        using var source = Simulate(out var pathways, clump: null, sets: 40, random: true);
        var scores = pathways.Score(new() { Window = default }).Value;
        List<double> p = [];
        for (ulong round = 0; round < 25; round++)
        {
            p.AddRange(SetTest.Run(pathways, scores, Trait(Phenotype(300, 100 + round)), new() { Permutations = 99, Null = NullKind.Gene, Seed = round, Threads = 2 }).Select(r => r.CompetitiveP));
        }

        // 1,000 p values; sets overlap, so the bound is wide: five standard errors of independent ones.
        Assert.InRange(p.Count(x => x <= 0.05) / (double)p.Count, 0.015, 0.085);
        Assert.InRange(p.Average(), 0.45, 0.55);
    }

    [Fact]
    public void A_polygenic_trait_without_enrichment_gives_uniform_gene_resampled_p()
    {
        // Every variant has an effect, so that every set is associated; no set more than its genes by chance.
        using var source = Simulate(out var pathways, clump: null, sets: 60, random: true);
        var scores = pathways.Score(new() { Window = default }).Value;
        List<double> p = [];
        double[] dosages = new double[300];
        for (ulong round = 0; round < 25; round++)
        {
            var random = new Philox(500 + round, 2);
            double[] trait = new double[300];
            for (int v = 0; v < 600; v++)
            {
                source.ReadDosages(v, dosages);
                double effect = random.NextNormal();
                for (int i = 0; i < trait.Length; i++)
                {
                    trait[i] += double.IsNaN(dosages[i]) ? 0 : effect * dosages[i];
                }
            }

            double spread = Numerics.Statistics.Moments.StandardDeviation(trait);
            double[] phenotype = [.. trait.Select(g => (g / spread) + random.NextNormal())];
            p.AddRange(SetTest.Run(pathways, scores, Trait(phenotype), new() { Permutations = 199, Null = NullKind.Gene, Seed = round, Threads = 2 }).Select(r => r.CompetitiveP));
        }

        Assert.Equal(1500, p.Count);
        Assert.InRange(p.Count(x => x <= 0.05) / (double)p.Count, 0.025, 0.08);
        Assert.InRange(p.Average(), 0.46, 0.54);
    }

    [Fact]
    public void Covariates_enter_as_in_the_joint_regression()
    {
        using var source = Simulate(out var pathways, clump: null);
        var scores = pathways.Score(new() { Window = default }).Value;
        double[] age = Phenotype(300, 21), sex = [.. Phenotype(300, 22).Select(x => x > 0 ? 1.0 : 0.0)], noise = Phenotype(300, 23);
        double[] phenotype = [.. noise.Select((e, i) => e + (2 * age[i]) - sex[i])];
        age[4] = double.NaN;
        var test = SetTest.Run(pathways, scores, TraitModel.Fit(phenotype, [age, sex], TraitKind.Automatic, "p").Value, new())[0];
        int[] people = [.. Enumerable.Range(0, 300).Where(i => i != 4)];
        double[][] x = [.. people.Select(i => new[] { 1, age[i], sex[i], scores.Pathways[0].Scores[i] })];
        var gram = new Numerics.LinearAlgebra.Matrix(4, 4);
        double[] right = new double[4];
        for (int r = 0; r < x.Length; r++)
        {
            for (int a = 0; a < 4; a++)
            {
                right[a] += x[r][a] * phenotype[people[r]];
                for (int b = 0; b < 4; b++)
                {
                    gram[a, b] += x[r][a] * x[r][b];
                }
            }
        }

        Assert.True(Numerics.LinearAlgebra.Cholesky.TryFactorise(gram, out var factor));
        double[] beta = factor.Solve(right);
        double rss = x.Select((row, r) => Math.Pow(phenotype[people[r]] - row.Zip(beta, (v, w) => v * w).Sum(), 2)).Sum();
        double se = Math.Sqrt(rss / (people.Length - 4) * factor.Inverse()[3, 3]);
        NumericAssert.Close(beta[3], test.Beta, 1e-8);
        NumericAssert.Close(se, test.StandardError, 1e-8);
        NumericAssert.Close(test.T, test.Statistic, 1e-12);
    }

    [Fact]
    public void A_binary_trait_gets_the_logistic_odds_ratio_and_its_score_test()
    {
        double[] score = Phenotype(400, 31), age = Phenotype(400, 32);
        var random = new Philox(33, 1);
        double[] codes = [.. score.Select((s, i) => 1 + (random.NextDouble() < 1 / (1 + Math.Exp(-(0.5 * s) + (0.7 * age[i]) + 0.3)) ? 1.0 : 0.0))];
        var model = TraitModel.Fit(codes, [age], TraitKind.Automatic, "p").Value;
        Assert.True(model.IsBinary);
        var effect = model.Associate(score);

        // The likelihood is largest at the estimates, and its curvature is their precision.
        double Likelihood(double a, double b, double c) => score.Select((s, i) => { double eta = a + (b * age[i]) + (c * s); return ((codes[i] - 1) * eta) - Math.Log(1 + Math.Exp(eta)); }).Sum();
        double Profile(double c) => Enumerable.Range(0, 60).Aggregate((A: 0.0, B: 0.0, Step: 1.0), (at, _) =>
        {
            var best = (from da in new[] { -at.Step, 0, at.Step } from db in new[] { -at.Step, 0, at.Step } select (A: at.A + da, B: at.B + db)).MaxBy(q => Likelihood(q.A, q.B, c));
            return (best.A, best.B, best.A == at.A && best.B == at.B ? at.Step / 2 : at.Step);
        }, at => Likelihood(at.A, at.B, c));
        double top = Profile(effect.Beta);
        Assert.True(top > Profile(effect.Beta + 0.01) && top > Profile(effect.Beta - 0.01));
        double curvature = (Profile(effect.Beta + 0.05) - (2 * top) + Profile(effect.Beta - 0.05)) / 0.0025;
        NumericAssert.Close(1 / Math.Sqrt(-curvature), effect.StandardError, 1e-2);
        NumericAssert.Close(effect.T, effect.Statistic, 0.05);
        Assert.False(TraitModel.Fit(codes, [age], TraitKind.Quantitative, "p").Value.IsBinary);
    }

    [Fact]
    public void Traits_that_cannot_be_modelled_say_why()
    {
        double[] noise = Phenotype(50, 41);
        string Code(double[] phenotype, double[][] covariates, TraitKind kind = TraitKind.Automatic) => TraitModel.Fit(phenotype, covariates, kind, "p").Diagnostics[0].Code;
        Assert.Equal("E474", Code([1, 2, double.NaN], []));
        Assert.Equal("E475", Code(noise, [[.. Enumerable.Repeat(3.0, 50)]]));
        Assert.Equal("E475", Code(noise, [noise, [.. noise.Select(x => 2 * x)]]));
        Assert.Equal("E475", Code([.. noise.Select(x => x > 0 ? 1.0 : 0.0)], [noise]));
        Assert.Equal("E476", Code([.. Enumerable.Repeat(3.0, 50)], []));
        Assert.Equal("E476", Code(noise, [], TraitKind.Binary));
    }

    [Fact]
    public void Sequential_draws_end_at_the_wanted_exceedances_and_are_those_of_the_full_run()
    {
        using var source = Simulate(out var pathways, clump: null, sets: 8);
        var scores = pathways.Score(new() { Window = default }).Value;
        var options = new SetTestOptions { Permutations = 600, Null = NullKind.Size, Seed = 5, Threads = 2 };
        var all = SetTest.Run(pathways, scores, Trait(Phenotype(300, 3)), options);
        var sequential = SetTest.Run(pathways, scores, Trait(Phenotype(300, 3)), options with { StopAfter = 20 });
        foreach (var (full, early) in all.Zip(sequential))
        {
            Assert.Equal(full.Exceedances >= 20, early.StoppedEarly);
            Assert.Equal(early.StoppedEarly ? 20 : full.Exceedances, early.Exceedances);
            Assert.True(!early.StoppedEarly || early.CompetitiveP == 20.0 / early.Draws);
            Assert.True(early.StoppedEarly || early.CompetitiveP == full.CompetitiveP);
            Assert.InRange(early.CompetitiveP, full.CompetitiveP * 0.4, full.CompetitiveP * 2.5);
        }

        Assert.Contains(sequential, r => r.StoppedEarly);
    }

    [Fact]
    public void The_fitted_tail_finds_probabilities_beyond_the_draws()
    {
        List<double> logError = [];
        int covered = 0, fitted = 0;
        for (ulong round = 0; round < 16; round++)
        {
            var random = new Philox(round, 6);
            double[] largest = [.. Enumerable.Range(0, 5000).Select(_ => Math.Abs(random.NextNormal())).OrderDescending().Take(TailFit.Kept)];
            // P(|z| >= 4.417) = 1e-5: a twentieth of what 5,000 draws resolve.
            if (TailFit.Estimate(largest, 5000, 4.417173, round) is { } tail)
            {
                fitted++;
                logError.Add(Math.Log10(tail.P / 1e-5));
                covered += tail.Low <= 1e-5 && 1e-5 <= tail.High ? 1 : 0;
            }
        }

        Assert.True(fitted >= 13, $"{fitted}");
        Assert.InRange(logError.Order().ElementAt(fitted / 2), -0.5, 0.5);
        Assert.True(covered >= 0.8 * fitted, $"{covered} of {fitted}");
    }

    [Fact]
    public void Null_statistics_in_fixed_point_are_those_of_the_regression_to_four_digits()
    {
        using var source = Simulate(out var pathways, clump: null);
        double[] phenotype = Phenotype(300, 31);
        phenotype[11] = double.NaN;
        var model = Trait(phenotype);
        using var columns = new NullColumns(pathways, model, frequencies: null);
        var random = new Philox(3, 3);
        double[] dosages = new double[300];
        for (int round = 0; round < 20; round++)
        {
            int[] terms = [.. Enumerable.Range(0, pathways.Terms.Count).Where(_ => random.NextDouble() < 0.1)];
            double[] score = new double[300];
            foreach (int t in terms)
            {
                source.ReadDosages(pathways.Terms.Variants[t], dosages);
                for (int i = 0; i < score.Length; i++)
                {
                    double named = pathways.Terms.NamesAllele1[t] ? dosages[i] : 2 - dosages[i];
                    score[i] += double.IsNaN(dosages[i]) ? 0 : pathways.Terms.Weights[0][t] * (named - (2 * columns.Frequencies[t]));
                }
            }

            var plan = new NullPlan();
            plan.Terms.AddRange(terms);
            plan.Segments.Add((0, 0, terms.Length / 2, true));
            plan.Segments.Add((1, terms.Length / 2, terms.Length, false));
            double[] found = new double[2];
            columns.Statistics([plan], (_, set, t) => found[set] = t);
            NumericAssert.Close(model.Associate(score).Statistic, found[1], 1e-4);
            Assert.NotEqual(found[0], found[1]);
        }
    }

    [Fact]
    public unsafe void All_null_kernels_give_the_same_sums()
    {
        var random = new Philox(8, 8);
        byte[] memory = new byte[20 * NullKernel.RowLength];
        ulong[] tables = new ulong[20];
        for (int i = 0; i < memory.Length; i++)
        {
            memory[i] = (byte)(random.NextUInt32() & 255);
        }

        long Entry(int t, int code) => unchecked((short)(tables[t] >> (16 * code)));
        for (int i = 0; i < 80; i++)
        {
            int entry = random.NextInt32((2 * NullKernel.LargestEntry) + 1) - NullKernel.LargestEntry;
            tables[i / 4] |= (ulong)unchecked((ushort)(short)entry) << (16 * (i % 4));
        }

        int[][] choices = [[3, 19, 0, 7, 7], [5], [0, 1, 2, 3, 4, 5, 6, 8]];
        foreach (int[] selected in choices)
        {
            int[] scalar = new int[NullKernel.People], wide = new int[NullKernel.People], widest = new int[NullKernel.People];
            fixed (byte* rows = memory)
            fixed (ulong* t = tables)
            fixed (int* a = scalar, b = wide, c = widest)
            {
                NullKernel.AddScalar(rows, t, selected, a);
                if (System.Runtime.Intrinsics.X86.Avx2.IsSupported)
                {
                    NullKernel.Add256(rows, t, selected, b);
                    Assert.Equal(scalar, wide);
                }

                NullKernel.Add(rows, t, selected, c);
                Assert.Equal(scalar, widest);
            }

            for (int p = 0; p < NullKernel.People; p++)
            {
                Assert.Equal(selected.Sum(t => Entry(t, (memory[(t * NullKernel.RowLength) + (p / 4)] >> (p % 4 * 2)) & 3)), scalar[NullKernel.PlaceOf(p)]);
            }
        }
    }

    [Fact]
    public void Covariate_files_are_read_and_refused_with_their_place()
    {
        GenotypeSample[] people = [new("F", "A"), new("F", "B"), new("F", "C")];
        var read = CovariateFile.Read(_folder.Write("c", "#FID IID age sex\nF C 2 NA\nF A 1.5 0\nX Y 1 1\n"), people).Value;
        Assert.Equal([1.5, double.NaN, 2], read[0]);
        Assert.Equal([0, double.NaN, double.NaN], read[1]);
        Assert.Equal([4, double.NaN, double.NaN], CovariateFile.Read(_folder.Write("c", "IID\tage\r\nA\t4\r\n"), people).Value[0]);
        var wrong = CovariateFile.Read(_folder.Write("c", "FID IID age\nF A x\nF B\nF A 1\n"), people);
        Assert.Equal(["E471", "E471", "E472"], wrong.Diagnostics.Select(d => d.Code));
        Assert.Equal(2, wrong.Diagnostics[0].Place.Row);
        Assert.Equal("E471", CovariateFile.Read(_folder.Write("c", "F A 3\n"), people).Diagnostics[0].Code);
        Assert.Equal("E473", CovariateFile.Read(_folder.Write("c", "IID age\nQ 3\n"), people).Diagnostics[0].Code);
    }

    [Fact]
    public void Clumped_set_membership_is_that_of_clumping_each_set_alone()
    {
        var options = new ClumpOptions { Distance = 50_000, R2 = 0.05 };
        using var source = Simulate(out var together, options, sets: 6);
        var scores = together.Score(new() { Window = default }).Value;
        for (int s = 0; s < 6; s++)
        {
            using var again = Simulate(out var alone, options, sets: 6, only: s);
            NumericAssert.AllClose(alone.Score(new() { Window = default }).Value.Pathways[0].Scores, scores.Pathways[s].Scores, 1e-12, 1e-12);
            Assert.Equal(alone.Map.Targets.TermCounts[0], scores.Pathways[s].VariantCount);
        }
    }

    [Fact]
    public void Phenotype_files_are_read_with_and_without_header()
    {
        GenotypeSample[] people = [new("F", "A"), new("F", "B"), new("F", "C")];
        Assert.Equal([1, double.NaN, 2], PhenotypeFile.Read(_folder.Write("p", "FID IID y\nF C 2\nF A 1\nF B -9\n"), people).Value);
        Assert.Equal([-9, 3.5, double.NaN], PhenotypeFile.Read(_folder.Write("p", "A\t-9\nB\t3.5\nX\t1\n"), people).Value);
        Assert.Equal("E472", PhenotypeFile.Read(_folder.Write("p", "A 1\nA 2\n"), people).Diagnostics[0].Code);
        Assert.Equal("E471", PhenotypeFile.Read(_folder.Write("p", "A x\nA 2,5\n"), people).Diagnostics[0].Code);
        Assert.Equal("E473", PhenotypeFile.Read(_folder.Write("p", "Z 1\n"), people).Diagnostics[0].Code);
    }

    private static TraitModel Trait(double[] phenotype) => TraitModel.Fit(phenotype, [], TraitKind.Automatic, "phenotype").Value;

    private static double[] Phenotype(int people, ulong seed)
    {
        var random = new Philox(seed, 8);
        return [.. Enumerable.Range(0, people).Select(_ => random.NextNormal())];
    }

    private IGenotypeSource Simulate(out ClumpedPathways pathways, ClumpOptions? clump, int sets = 2, bool random = false, int only = -1)
    {
        var simulated = SimulatedGenotypes.Write(_folder, 300, 600, 71, missing: 0.01, linkage: 0.6);
        var source = GenotypeFile.Open(simulated.Prefix).Value;
        var draw = new Philox(11, 3);
        string[] rows = [.. File.ReadLines(simulated.Prefix + ".bim").Select(l => l.Split('\t')).Select(r => string.Create(CultureInfo.InvariantCulture, $"{r[1]} {r[0]} {r[3]} {r[4]} {r[5]} {draw.NextNormal() * 0.1:R} {draw.NextDouble():R}"))];
        var weights = WeightReader.Read(_folder.Write("g.txt", "SNP CHR BP A1 A2 BETA P\n" + string.Join('\n', rows) + "\n")).Value;
        var terms = Harmoniser.Run(weights, source, new() { Ambiguous = AmbiguousMode.Forward }).Value.ToTerms();
        GeneSet[] all = [.. Enumerable.Range(0, sets).Select(s => new GeneSet($"set{s}", "", [.. Enumerable.Range(0, 10).Select(k => $"G{(random ? draw.NextInt32(100) : (s * 17) + (k * 3)) % 100}").Distinct()]))];
        pathways = ClumpedPathways.Build(terms, source, only < 0 ? all : [all[only]], GeneLocations.From(Genes), default, clump).Value;
        return source;
    }
}
