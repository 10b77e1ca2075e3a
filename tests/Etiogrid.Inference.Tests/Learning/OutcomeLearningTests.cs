using Etiogrid.Inference.Learning;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Inference.Tests.Learning;

public sealed class OutcomeLearningTests
{
    private const string Calmer = "calmer/beta/hyper";
    private static readonly GeneralGrid Grid = SimulatedTrials.Grid();

    private static LearnedParameter Find(LearnedParameters learned, ParameterKind kind, string key) => learned.Values.Single(v => v.Id == new ParameterId(kind, key));

    private static GeneralGrid With(string efficacyKey, double r) => SimulatedTrials.Truth(Grid, (id, mean) => id.Key == efficacyKey ? Logit.FromProbability(r) : mean);

    [Fact]
    public void An_efficacy_moves_from_the_literature_to_the_truth_and_its_interval_narrows()
    {
        var truth = With(Calmer, 0.8);
        TrialContribution[] trials = [.. Enumerable.Range(0, 4).Select(i => SimulatedTrials.Trial($"t{i}", truth, "calmer", 200, (ulong)(100 + i), 0.5, 0.95))];
        var learned = Find(OutcomeLearning.Fit(Grid, trials), ParameterKind.Efficacy, Calmer);
        Assert.Equal(Logit.FromProbability(0.35), learned.LiteratureMean, 12);
        Assert.InRange(Logit.ToProbability(learned.Mean), 0.65, 0.92);
        Assert.True(learned.Sd < 0.7 * learned.PriorSd);
    }

    [Fact]
    public void Intervals_cover_the_truth_as_often_as_they_say()
    {
        int inside = 0;
        int total = 0;
        for (ulong run = 0; run < 12; run++)
        {
            var random = new Philox(run, 3);
            var truth = SimulatedTrials.Truth(Grid, (id, mean) => id.Kind is ParameterKind.SymptomLink or ParameterKind.Efficacy ? mean + (0.5 * random.NextNormal()) : mean);
            TrialContribution[] trials = [SimulatedTrials.Trial("a", truth, "calmer", 150, 1000 + run), SimulatedTrials.Trial("b", truth, "raiser", 150, 2000 + run)];
            var expected = Truths(truth);
            foreach (var v in OutcomeLearning.Fit(Grid, trials).Values.Where(v => expected.ContainsKey(v.Id)))
            {
                total++;
                inside += Math.Abs(v.Mean - expected[v.Id]) < 1.2816 * v.Sd ? 1 : 0;
            }
        }

        Assert.InRange((double)inside / total, 0.7, 0.95);
    }

    [Fact]
    public void T9_a_negative_trial_in_unmatched_patients_moves_an_efficacy_little_and_in_matched_patients_much()
    {
        var useless = With(Calmer, 0.02);
        double Shift(double low, double high) => Find(OutcomeLearning.Fit(Grid, [SimulatedTrials.Trial("t", useless, "calmer", 300, 5, low, high)]), ParameterKind.Efficacy, Calmer) is var v ? v.Mean - v.LiteratureMean : 0;
        double unmatched = Shift(0.01, 0.04);
        double matched = Shift(0.85, 0.99);
        Assert.InRange(unmatched, -0.12, 0.12);
        Assert.True(matched < -0.6, $"matched {matched}");
    }

    [Fact]
    public void One_wrong_trial_among_good_ones_is_recognised_and_moves_little()
    {
        var truth = With(Calmer, 0.9);
        TrialContribution[] good = [.. Enumerable.Range(0, 3).Select(i => SimulatedTrials.Trial($"g{i}", truth, "calmer", 150, (ulong)(40 + i), 0.7, 0.98))];
        TrialContribution wrong = SimulatedTrials.Trial("wrong", truth, "calmer", 200, 99, 0.7, 0.98, swapped: true);
        var clean = OutcomeLearning.Fit(Grid, good);
        var robust = OutcomeLearning.Fit(Grid, [.. good, wrong]);
        var credulous = OutcomeLearning.Fit(Grid, [.. good, wrong], new() { Robust = false });
        double Distance(LearnedParameters p) => p.Values.Max(v => Math.Abs(v.Mean - clean.Values.Single(c => c.Id == v.Id).Mean));
        Assert.True(robust.Trials.Single(t => t.Id == "wrong").Exchangeable < 0.05);
        Assert.All(robust.Trials.Where(t => t.Id != "wrong"), t => Assert.True(t.Exchangeable > 0.7, $"{t.Id} {t.Exchangeable}"));
        Assert.True(Distance(robust) < 0.15 * Distance(credulous), $"{Distance(robust)} {Distance(credulous)}");
    }

    [Fact]
    public void The_order_of_trials_changes_no_bit_and_neither_do_threads()
    {
        TrialContribution[] trials = [.. Enumerable.Range(0, 3).Select(i => SimulatedTrials.Trial($"t{i}", Grid, "raiser", 60, (ulong)i))];
        var first = OutcomeLearning.Fit(Grid, trials, new() { Threads = 1 });
        var second = OutcomeLearning.Fit(Grid, [trials[2], trials[0], trials[1]], new() { Threads = 2 });
        Assert.Equal(first.Values, second.Values);
        Assert.Equal(first.Trials, second.Trials);
    }

    [Fact]
    public void Followed_up_markers_teach_loadings()
    {
        var truth = SimulatedTrials.Truth(Grid, (id, mean) => id.Key == "crp/beta/hyper" ? 1.3 : mean);
        var learned = Find(OutcomeLearning.Fit(Grid, [SimulatedTrials.Trial("t", truth, "raiser", 500, 12, markers: true)]), ParameterKind.MarkerLoading, "crp/beta/hyper");
        Assert.Equal(0.5, learned.LiteratureMean, 12);
        Assert.InRange(learned.Mean, 1.05, 1.5);
    }

    [Fact]
    public void The_value_and_its_score_are_those_of_the_formula_summed_by_brute_force()
    {
        var trial = SimulatedTrials.Trial("t", Grid, "raiser", 12, 4, markers: true);
        trial = trial with { People = [.. trial.People.Select((p, i) => p with { Change = i % 3 == 0 ? -4 + i : null, Configurations = [.. p.Configurations.Select((c, j) => c with { States = [.. c.States.Select((s, k) => s == 0 && (i + j + k) % 5 == 0 ? Grid.Pathways[k].Directions.Count + 1 : s)] })] })] };
        var prior = new LearningPrior(Grid, [trial]);
        var likelihood = new TrialLikelihood(Grid, trial, prior, prior.Count, 0.5);
        var random = new Philox(8, 8);
        double[] theta = [.. Enumerable.Range(0, prior.Count).Select(i => prior.Mean(i) + (0.3 * random.NextNormal())), 1.5, 2, 1.2];
        double[] score = new double[theta.Length];
        double value = likelihood.Evaluate(theta, 1, score, null);
        NumericAssert.Close(LearningBruteForce.LogLikelihood(Grid, trial, prior, theta), value, 1e-10);
        for (int i = 0; i < theta.Length; i++)
        {
            double[] up = (double[])theta.Clone();
            double[] down = (double[])theta.Clone();
            up[i] += 1e-5;
            down[i] -= 1e-5;
            double difference = (likelihood.Evaluate(up, 1, null, null) - likelihood.Evaluate(down, 1, null, null)) / 2e-5;
            NumericAssert.Close(difference, score[i], 1e-6, 1e-7, i < prior.Count ? prior.Id(i).ToString() : $"nuisance {i - prior.Count}");
        }
    }

    [Fact]
    public void Learned_values_stand_in_the_grid_that_they_are_applied_to_and_nothing_else_changes()
    {
        var learned = OutcomeLearning.Fit(Grid, [SimulatedTrials.Trial("t", With(Calmer, 0.9), "calmer", 200, 3, 0.5, 0.9)]);
        var applied = learned.ApplyTo(Grid);
        Assert.Equal(Find(learned, ParameterKind.Efficacy, Calmer).Mean, applied.Interventions[0].Effects[0].LogitEfficacy.Mean);
        Assert.Equal(Find(learned, ParameterKind.SymptomLink, "beta/hyper/mood").UsedSd, applied.Symptoms[0].Links[1].LogitLambda.Sd);
        Assert.Equal(Grid.Interventions[1].Effects, applied.Interventions[1].Effects);
        Assert.Same(Grid.Pathways, applied.Pathways);
        Assert.Empty(OutcomeLearning.Fit(Grid, []).Values);
        Assert.Throws<ArgumentException>(() => OutcomeLearning.Fit(Grid, [SimulatedTrials.Trial("t", Grid, "calmer", 4, 1), SimulatedTrials.Trial("t", Grid, "calmer", 4, 2)]));
    }

    private static Dictionary<ParameterId, double> Truths(GeneralGrid grid) => grid.Symptoms.SelectMany(s => s.Links.Select(l => (Id: ParameterId.Of(s.Id, l), l.LogitLambda.Mean)))
        .Concat(grid.Interventions.SelectMany(i => i.Effects.Select(e => (Id: ParameterId.Of(i.Id, e), e.LogitEfficacy.Mean)))).ToDictionary(x => x.Id, x => x.Mean);
}
