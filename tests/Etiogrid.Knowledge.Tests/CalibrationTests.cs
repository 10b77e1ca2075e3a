using Etiogrid.Knowledge.Calibration;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Knowledge.Sensitivity;
using Etiogrid.Numerics.Functions;

namespace Etiogrid.Knowledge.Tests;

public sealed class CalibrationTests
{
    private const int People = 40_000;
    private static readonly KnowledgeBase Shipped = KnowledgeBase.Load();
    private static readonly Lazy<CalibrationResult> Small = new(() => Calibrator.Run(Shipped, new() { People = People }));

    [Fact]
    public void The_shipped_parameters_belong_to_the_shipped_tables()
    {
        var check = Shipped.CheckParameters();
        Assert.True(check.HasValue, string.Join('\n', check.Diagnostics));
    }

    [Fact]
    public void Tables_that_changed_after_the_calibration_are_told_apart()
    {
        using var folder = new TemporaryFolder();
        var table = Shipped.Find("symptoms")!;
        folder.Write("symptoms.tsv", string.Join('\t', table.Schema.Columns.Select(c => c.Name)) + "\n" + string.Join('\t', table.Row(0)).Replace("\t0.2\t", "\t0.22\t", StringComparison.Ordinal) + "\n");
        var check = KnowledgeBase.Read(folder.Path).Value.CheckParameters();
        Assert.Equal(["E533", "E533"], check.Diagnostics.Select(d => d.Code));
    }

    [Fact]
    public void At_least_nine_of_ten_verified_effects_with_an_interval_are_inside_it()
    {
        var evaluated = Small.Value.Effects.Where(e => e is { Verified: true, Inside: not null }).ToList();
        Assert.True(evaluated.Count > 35);
        Assert.True(evaluated.Count(e => e.Inside == true) >= 0.9 * evaluated.Count, string.Join('\n', evaluated.Where(e => e.Inside == false)));
    }

    [Fact]
    public void Exposures_that_go_together_share_what_they_explain_instead_of_adding_it()
    {
        using var folder = new TemporaryFolder();
        var table = Shipped.Find("exposure_correlations")!;
        folder.Write("exposure_correlations.tsv", string.Join('\t', table.Schema.Columns.Select(c => c.Name)) + "\nchild_adversity\temotional_abuse\t0\teditorial\tpilot\teditorial\tn/a\n");
        var apart = Calibrator.Run(KnowledgeBase.Read(folder.Path).Value, new() { People = People });
        double Own(CalibrationResult r) => r.Parameters.Find("unexplained", "child_adversity/BD")!.Value.Mean + r.Parameters.Find("unexplained", "emotional_abuse/BD")!.Value.Mean;
        Assert.True(Own(Small.Value) < 0.8 * Own(apart), $"{Own(Small.Value)} {Own(apart)}");
        foreach (var effect in Small.Value.Effects.Where(e => e is { Outcome: "BD", Exposure: "child_adversity" or "emotional_abuse", Inside: not null }))
        {
            Assert.True(effect.Inside, effect.ToString());
        }
    }

    [Fact]
    public void Every_effect_that_is_not_inside_says_why() =>
        Assert.All(Small.Value.Effects.Where(e => e.Inside != true), e => Assert.NotEmpty(e.Reason));

    [Fact]
    public void Symptoms_and_outcomes_have_their_stated_prevalence() =>
        Assert.All(Small.Value.Prevalences, p => NumericAssert.Close(p.Stated, p.Implied, relative: 0.02, what: p.Key));

    [Fact]
    public void Every_evaluated_effect_says_how_much_pathways_carry_and_could_carry()
    {
        var evaluated = Small.Value.Effects.Where(e => e.Implied is not null).ToList();
        Assert.All(evaluated.Where(e => e.Share is not null), e => Assert.InRange(e.Share!.Value, 0, 1));
        Assert.All(evaluated.Where(e => !e.Mapped), e => Assert.InRange(e.Ceiling!.Value, 0.999, 1.001));
        Assert.Contains(evaluated, e => e.Share > 0.1);
        var hypoxia = evaluated.Single(e => e.EffectId == "delivery_compl_psychosis_1");
        Assert.True(hypoxia.Ceiling > hypoxia.Carried && hypoxia.Carried > 1.05);
    }

    [Fact]
    public void Studies_that_conflict_have_a_spread_and_studies_that_agree_have_none()
    {
        double Tau(string id) => Small.Value.Effects.Single(e => e.EffectId == id).BetweenStudies;
        Assert.True(Tau("child_adversity_MDD_2") > 0.1);
        Assert.Equal(0, Tau("child_adversity_psychosis_1"));
    }

    [Fact]
    public void No_exposure_shifts_a_pathway_by_more_than_one_standard_deviation() =>
        Assert.All(Shipped.BuildGrid().Exposures.SelectMany(e => e.Loads), l => Assert.InRange(Math.Abs(l.Liability.Mean), 0, 1 + 1e-6));

    [Fact]
    public void An_effect_that_is_not_mapped_to_biology_is_listed_but_not_fitted() =>
        Assert.All(Small.Value.Effects.Where(e => e.Exposure is "migration" or "ethnic_minority" or "parental_psychosis"), e => Assert.True(e is { Implied: null, Inside: null }));

    [Fact]
    public void Threads_do_not_change_a_single_digit() =>
        Assert.Equal(Small.Value.Parameters.ToTsv(), Calibrator.Run(Shipped, new() { People = People, Threads = 1 }).Parameters.ToTsv());

    [Fact]
    public void A_parameter_file_reads_back_as_written()
    {
        string text = Small.Value.Parameters.ToTsv();
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        var read = ParameterSet.Read(stream, "parameters.tsv");
        Assert.True(read.HasValue, string.Join('\n', read.Diagnostics));
        Assert.Equal(text, read.Value.ToTsv());
        Assert.Equal(Shipped.Sha256, read.Value.TablesSha256);
    }

    [Theory]
    [InlineData("kind\tkey\n", "E531")]
    [InlineData("kind\tkey\tmean\tsd\telicited\ntables_sha256\tx\tn/a\tn/a\tn/a\nincludes_unverified\tno\tn/a\tn/a\tn/a\npeople\tn/a\t5\tn/a\tn/a\nseed\t1\tn/a\tn/a\tn/a\nleak\tpsychosis\t0,5\t1\t1\n", "E532")]
    public void A_broken_parameter_file_is_refused(string text, string code)
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        Assert.Equal(code, ParameterSet.Read(stream, "parameters.tsv").Diagnostics[0].Code);
    }

    [Fact]
    public void Too_few_people_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Calibrator.Run(Shipped, new() { People = 10 }));

    [Fact]
    public void The_grid_carries_the_calibrated_values()
    {
        var parameters = Small.Value.Parameters;
        Assert.NotNull(parameters.Find("leak", "psychosis"));
        var psychosis = Shipped.BuildGrid().Symptoms.Single(s => s.Id.Key == "psychosis");
        NumericAssert.Close(parameters.Find("leak", "psychosis")!.Value.Mean, psychosis.LogitLeak.Mean, absolute: 0.15);
        Assert.NotEqual(Shipped.Sha256, Shipped.BuildGrid().Sha256);
    }

    [Fact]
    public void The_sensitivity_posterior_equals_brute_force_over_all_states()
    {
        var grid = Shipped.BuildGrid();
        var symptom = grid.Symptoms.Single(s => s.Id.Key == "psychosis");
        double[] posterior = SensitivityAnalysis.Posterior(grid, symptom);
        int[] linked = [.. symptom.Links.Select(l => grid.Pathways.ToList().FindIndex(p => p.Id == l.Pathway)).Distinct()];
        double[] expected = BruteForce(grid, symptom, linked);
        for (int i = 0; i < linked.Length; i++)
        {
            NumericAssert.Close(expected[i], posterior[linked[i]], relative: 1e-12);
        }
    }

    [Fact]
    public void The_widest_band_stands_first_and_contains_the_posterior()
    {
        var rows = SensitivityAnalysis.Of(Shipped.BuildGrid());
        Assert.Equal(rows.Select(r => r.Swing).OrderDescending(), rows.Select(r => r.Swing));
        Assert.All(rows, r => Assert.InRange(r.Posterior, Math.Min(r.Low, r.High) - 1e-12, Math.Max(r.Low, r.High) + 1e-12));
    }

    [Fact]
    public void The_load_of_an_exposure_moves_what_is_said_of_the_exposed_as_in_a_simulated_population()
    {
        var row = SensitivityAnalysis.Of(Shipped.BuildGrid()).Single(r => r is { Kind: "load", Key: "delivery_compl/mito_ampk_pgc1a" });
        var grid = Shipped.BuildGrid();
        double f = grid.Exposures.Single(e => e.Id.Key == "delivery_compl").Frequency;
        double threshold = Numerics.Distributions.Normal.Quantile(1 - Logit.ToProbability(grid.Pathways.Single(p => p.Id.Key == "mito_ampk_pgc1a").LogitPrevalence.Mean));
        var random = new Numerics.Random.Philox(5, 5);
        double s = Math.Sqrt(1 - (row.Mean * row.Mean * f * (1 - f)));
        int hits = Enumerable.Range(0, 200_000).Count(_ => (row.Mean * (1 - f)) + (s * random.NextNormal()) > threshold);
        NumericAssert.Close(hits / 200_000.0, row.Posterior, absolute: 0.003);
        Assert.True(row.Low < row.Posterior && row.Posterior < row.High);
    }

    /// <summary>Sums over every combination of states of the linked pathways.</summary>
    private static double[] BruteForce(GeneralGrid grid, SymptomParameters symptom, int[] linked)
    {
        double total = 0;
        double[] causal = new double[linked.Length];
        int combinations = (int)Math.Pow(3, linked.Length);
        for (int c = 0; c < combinations; c++)
        {
            double weight = 1;
            double silent = 1 - Logit.ToProbability(symptom.LogitLeak.Mean);
            int code = c;
            int[] states = new int[linked.Length];
            for (int i = 0; i < linked.Length; i++, code /= 3)
            {
                var pathway = grid.Pathways[linked[i]];
                double k = Logit.ToProbability(pathway.LogitPrevalence.Mean);
                states[i] = code % 3;
                if (states[i] > pathway.Directions.Count)
                {
                    weight = 0;
                    break;
                }

                weight *= states[i] == 0 ? 1 - k : k * pathway.Directions[states[i] - 1].Weight;
                var link = states[i] == 0 ? null : symptom.Links.SingleOrDefault(l => l.Pathway == pathway.Id && l.Direction == pathway.Directions[states[i] - 1].Direction);
                silent *= link is null ? 1 : 1 - Logit.ToProbability(link.LogitLambda.Mean);
            }

            total += weight * (1 - silent);
            for (int i = 0; i < linked.Length; i++)
            {
                causal[i] += states[i] == 0 ? 0 : weight * (1 - silent);
            }
        }

        return [.. causal.Select(x => x / total)];
    }
}
