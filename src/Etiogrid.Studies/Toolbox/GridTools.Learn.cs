using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Inference.Learning;
using Etiogrid.Knowledge;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Numerics.Functions;
using Etiogrid.Studies.Ledger;

namespace Etiogrid.Studies.Toolbox;

/// <summary>The work of <c>grid learn</c>, <c>grid history</c> and <c>grid revert</c>.</summary>
public static partial class GridTools
{
    private const int EnrolmentDraws = 128;

    /// <summary><c>grid learn</c>: outcomes update the general grid; the new version's parameters, most moved first.</summary>
    public static Parsed<Table> Learn(GridLearnOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!(options.ScalePoints > 0) || !double.IsFinite(options.ScalePoints))
        {
            return Parsed.Failed<Table>(Diagnostic.Error("E002", "The points of a scale are not positive", new Place(null, null, "--points"), options.ScalePoints.ToString("R", CultureInfo.InvariantCulture), "a positive number"));
        }

        string id = options.Contribution ?? Path.GetFileName(options.Outcomes).Split('.')[0];
        return LearningLedger.Open(options.Ledger, create: true).Then(ledger => People(options).Then(people =>
        {
            return Literature(options.Knowledge, people?.IncludesUnverified ?? options.IncludeUnverified).Then(grid =>
                OutcomeTable.Read(options.Outcomes, grid, id, options.ChangeColumn, options.ScalePoints, people is null ? null : label => people.Draws(label, EnrolmentDraws), options.Seed)
                    .Then(trial => ledger.Learn(grid, trial, options.Contributor, LearningOptions.Default with { Threads = options.Threads })))
                .Select(version => Parameters(version.Parameters));
        }));
    }

    /// <summary><c>grid history</c>: one row a version, after every hash of the ledger was checked.</summary>
    public static Parsed<Table> History(string ledger) => LearningLedger.Open(ledger, create: false).Select(found =>
    {
        var table = new Table("version", "parent", "action", "subject", "contributor", "active", "least_trusted", "changed", "largest_change", "data_sha256", "parameters_sha256", "entry_sha256");
        for (int i = 0; i < found.Entries.Count; i++)
        {
            var e = found.Entries[i];
            var least = e.Trials.MinBy(t => t.Exchangeable);
            table.Add(
                e.Version, e.Parent, e.Action, e.Subject, e.Contributor.Length == 0 ? null : e.Contributor, string.Join(';', e.Active.Select(a => a.Id)),
                least is null ? null : string.Create(CultureInfo.InvariantCulture, $"{least.Id} {least.Exchangeable:0.00}"),
                e.Deltas.Count, e.Deltas.Count == 0 ? null : e.Deltas.MaxBy(d => Math.Abs(d.Change))!.Parameter,
                e.DataSha256.Length == 0 ? null : e.DataSha256, e.ParametersSha256, found.Hashes[i]);
        }

        return table;
    });

    /// <summary><c>grid history --version N</c>: the parameters of a version, most moved first.</summary>
    public static Parsed<Table> HistoryOf(string ledger, int version, string? knowledge, bool includeUnverified) =>
        LearningLedger.Open(ledger, create: false).Then(l => Literature(knowledge, includeUnverified).Then(grid => l.Read(version, grid)).Select(v => Parameters(v.Parameters)));

    /// <summary><c>grid revert</c>: appends a version that rests on an earlier one's contributions, or on all but one.</summary>
    public static Parsed<Table> Revert(GridRevertOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Version is null == options.Contribution is null)
        {
            return Parsed.Failed<Table>(Diagnostic.Error("E002", "One of --to and --remove is needed", new Place(null, null, "--to"), null, "--to VERSION or --remove CONTRIBUTION"));
        }

        var learning = LearningOptions.Default with { Threads = options.Threads };
        return LearningLedger.Open(options.Ledger, create: false).Then(ledger => Literature(options.Knowledge, options.IncludeUnverified).Then(grid =>
            options.Version is { } version ? ledger.RevertTo(grid, version, learning) : ledger.Remove(grid, options.Contribution!, learning)).Then(_ => History(options.Ledger)));
    }

    private static Parsed<RunPeople?> People(GridLearnOptions options) =>
        options.Run is null ? Parsed.Of<RunPeople?>(null) : RunPeople.Open(options.Run, options.Knowledge).Select(p => (RunPeople?)p);

    private static Parsed<GeneralGrid> Literature(string? knowledge, bool includeUnverified) => KnowledgeBase.Read(knowledge).Select(k => k.BuildGrid(includeUnverified));

    private static Table Parameters(LearnedParameters parameters)
    {
        var table = new Table("kind", "parameter", "literature", "literature_low", "literature_high", "learned", "learned_low", "learned_high", "shift_in_prior_sd", "informed");
        foreach (var v in parameters.Values.OrderByDescending(v => Math.Abs(v.Mean - v.LiteratureMean) / v.PriorSd).ThenBy(v => v.Id))
        {
            double At(double x) => v.Id.Kind == ParameterKind.MarkerLoading ? x : Logit.ToProbability(x);
            const double z = 1.959963984540054;
            table.Add(
                ParameterFile.NameOf(v.Id.Kind), v.Id.Key, At(v.LiteratureMean), At(v.LiteratureMean - (z * v.LiteratureSd)), At(v.LiteratureMean + (z * v.LiteratureSd)),
                At(v.Mean), At(v.Mean - (z * v.UsedSd)), At(v.Mean + (z * v.UsedSd)), (v.Mean - v.LiteratureMean) / v.PriorSd, v.Informed);
        }

        return table;
    }
}
