using Etiogrid.Numerics.Functions;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Tests.Samples;

/// <summary>Pathways with invented numbers whose parts agree with each other: waterfalls sum to the posterior, splits to the whole.</summary>
internal static class SamplePathways
{
    public static readonly (string Id, string Name, string Short)[] Names =
    [
        ("neuroimmune", "Neuroimmune: cytokines and microglial activation", "Neuroimmune"),
        ("gaba_pv", "GABAergic inhibition, parvalbumin interneurons", "GABA, parvalbumin"),
        ("serotonin_5ht2a", "Serotonin 5-HT2A receptor", "5-HT2A"),
        ("hpa_axis", "HPA axis and glucocorticoid receptor", "HPA axis"),
        ("circadian", "Circadian clock", "Circadian clock"),
        ("bdnf_trkb", "BDNF-TrkB neurotrophic signalling", "BDNF-TrkB"),
        ("glutamate_nmda", "NMDA receptor signalling (GRIN2B-mediated)", "NMDA receptor"),
        ("dopamine_pre", "Dopaminergic presynaptic function (synthesis, storage, release, reuptake)", "Dopamine, presynaptic"),
        ("mito_ampk_pgc1a", "Mitochondrial-AMPK-PGC1a bioenergetics", "Mitochondria"),
        ("dopamine_d2", "Dopamine D2-type postsynaptic receptors (mesocorticolimbic)", "Dopamine D2"),
        ("serotonin_sert", "Presynaptic serotonin reuptake and turnover", "Serotonin reuptake"),
        ("complement_c4a", "Complement C4A-mediated pruning", "Complement C4A"),
        ("noradrenaline", "Noradrenergic transmission and arousal", "Noradrenaline"),
        ("acetylcholine", "Cholinergic transmission (muscarinic, nicotinic)", "Acetylcholine"),
        ("opioid", "Endogenous opioid system", "Opioid"),
        ("cannabinoid", "Endocannabinoid system", "Endocannabinoid"),
        ("histamine", "Histaminergic transmission", "Histamine"),
        ("camp_pka_creb", "cAMP-PKA-CREB second messenger and transcription", "cAMP-PKA-CREB"),
        ("mapk_erk", "MAPK/ERK cascade", "MAPK/ERK"),
        ("pi3k_akt_mtor", "PI3K-Akt-mTOR growth and metabolic signalling", "PI3K-Akt-mTOR"),
        ("glutamate_ampa", "AMPA receptor trafficking and synaptic potentiation", "AMPA receptor"),
        ("glutamate_mglur", "Metabotropic glutamate receptors (mGluR2/3, mGluR5)", "mGluR"),
        ("serotonin_5ht1a", "Serotonin 5-HT1A receptor", "5-HT1A"),
        ("dopamine_d1", "Dopamine D1-type receptors (prefrontal)", "Dopamine D1"),
        ("wnt_bcatenin", "Wnt/beta-catenin", "Wnt/beta-catenin"),
        ("gsk3b", "GSK3-beta signalling", "GSK3-beta"),
        ("ca_channel", "Voltage-gated calcium channels (CACNA1C, CACNA1H)", "Calcium channels"),
        ("k_channel", "Potassium channels (KCNH2, KCNN3, KCNQ2)", "Potassium channels"),
        ("na_cl_channel", "Sodium and chloride channels", "Na/Cl channels"),
        ("epigenetic", "Epigenetic regulators (HDAC, DNMT, miR-137/132)", "Epigenetic"),
        ("disc1_scaffold", "DISC1 scaffold (cAMP-PKA / PI3K-Akt interaction)", "DISC1 scaffold"),
        ("synaptic_pruning", "Synaptic pruning and spine architecture", "Synaptic pruning"),
        ("myelination", "Myelination and oligodendrocyte function", "Myelination"),
        ("ei_balance", "Excitation-inhibition balance (convergence node)", "E/I balance"),
        ("thalamocortical_osc", "Thalamo-cortical oscillatory synchronisation", "Thalamo-cortical"),
    ];

    private static readonly double[] RichPosteriors = [0.61, 0.40, 0.29, 0.34, 0.21, 0.19, 0.12, 0.09, 0.07];

    /// <summary>The first <paramref name="count"/> pathways.</summary>
    /// <param name="count">How many.</param>
    /// <param name="pull">1 for the invented data, 0 for data that say nothing.</param>
    /// <param name="columns">Columns of the grid.</param>
    public static IReadOnlyList<PathwayResult> Build(int count, double pull, IReadOnlyList<GridColumn> columns) =>
        [.. Enumerable.Range(0, count).Select(i => One(i, pull, columns)).OrderByDescending(p => p.Posterior)];

    private static PathwayResult One(int i, double pull, IReadOnlyList<GridColumn> columns)
    {
        var (id, name, shortName) = Names[i];
        double start = Logit.FromProbability(0.10 + (0.01 * (i % 4)));
        double target = i < RichPosteriors.Length ? RichPosteriors[i] : 0.065 / (1 + (0.05 * i));
        double end = start + (pull * (Logit.FromProbability(target) - start)) + (0.02 * Wave(i, 3));
        var cells = columns.Select((c, k) => Cell(i, k, c)).ToList();
        double fromCells = cells.Sum(c => c.LogOdds) * 0.5;
        var waterfall = Steps(i, start, fromCells, end, columns, cells, pull);
        double posterior = Logit.ToProbability(end);
        double spread = 0.25 + (0.6 * pull);
        double causalShare = i == 0 ? 0.84 : i % 3 == 1 ? 0.5 : 0.35 + (0.05 * (i % 5));
        double downShare = i % 4 == 0 ? 0.2 : 0.55 + (0.03 * (i % 7));
        return new(
            id, name, shortName, 0.08 + (0.01 * (i % 4)), Logit.ToProbability(start + fromCells) * 0.8, Logit.ToProbability(start + fromCells), posterior,
            new(Logit.ToProbability(end - (0.35 * spread)), Logit.ToProbability(end + (0.35 * spread))),
            new(Logit.ToProbability(end - (1.1 * spread)), Logit.ToProbability(end + (1.1 * spread))),
            posterior * causalShare, posterior * (1 - causalShare), posterior * downShare, posterior * (1 - downShare), i % 6 != 5,
            posterior > 0.5 ? "causal-supported" : posterior > 0.3 ? "contested" : posterior > 0.2 ? "compensatory-likely" : "",
            i % 2 == 0 && fromCells > 0.1, fromCells > 0.2, i % 3 != 2, cells, waterfall, i == 6 ? "wide band: few carriers" : "");
    }

    private static GridCell Cell(int i, int k, GridColumn column)
    {
        bool linked = k == 0 || (i + (2 * k)) % 3 != 0 || (i == 0 && k < 6);
        if (!linked)
        {
            return new(column.Id, CellState.NotLinked, 0, []);
        }

        double value = column.State == CellState.Exposed ? Math.Round((i == 0 ? 0.7 : 0.2) + (0.6 * Wave(i + 1, k + 2)), 3) : 0;
        return new(column.Id, column.State, value, ["invented2026"]);
    }

    private static List<WaterfallStep> Steps(int i, double start, double fromCells, double end, IReadOnlyList<GridColumn> columns, List<GridCell> cells, double pull)
    {
        var steps = new List<WaterfallStep> { new("base rate in a symptomatic person", "base", start, []) };
        for (int k = 0; k < columns.Count; k++)
        {
            if (columns[k].State == CellState.Exposed && cells[k].State == CellState.Exposed)
            {
                steps.Add(new(columns[k].Name, k == 0 ? "genetics" : "exposure", cells[k].LogOdds * 0.5, k == 0 ? ["e1"] : []));
            }
        }

        double rest = end - start - fromCells;
        double[] shares = [0.35, 0.45, 0.3, -0.1];
        string[] labels = ["symptoms", "C-reactive protein 6.2 mg/l", "co-localisation with TSPO", "default-mode to salience connectivity"];
        string[] groups = ["symptom", "laboratory", "imaging", "connectome"];
        for (int s = 0; s < shares.Length; s++)
        {
            steps.Add(new(labels[s], groups[s], rest * shares[s], s == 0 ? [] : [$"e{s + 1}"]));
        }

        return pull == 0 ? [.. steps.Take(1), new("all data", "symptom", end - start, [])] : steps;
    }

    /// <summary>A smooth invented number in [-1, 1].</summary>
    public static double Wave(int i, int k) => Elementary.Sin((1.7 * i) + (2.3 * k) + (0.31 * i * k));
}
