using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Knowledge;
using Etiogrid.Knowledge.Conversions;

namespace Etiogrid.Studies.Toolbox;

/// <content>Family history beside a polygenic score.</content>
public static partial class KnowledgeTools
{
    /// <summary>
    /// What a polygenic score and an affected parent say about a liability: each alone, both added as if they were independent (which counts
    /// the genes of the score twice), and both together.
    /// </summary>
    public static Parsed<Table> Family(KnowledgeFamilyOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return KnowledgeBase.Read(options.Knowledge.Overlay).Then(tables =>
        {
            var findings = new DiagnosticBag();
            var outcome = tables.Outcomes.FirstOrDefault(o => o.Id == options.Outcome);
            if (outcome is null)
            {
                findings.Add(Unknown("E522", "The knowledge base holds nothing of this name", options.Outcome, tables.Outcomes.Select(o => o.Id)));
            }

            if (options.Heritability is not (> 0 and < 1))
            {
                findings.Add(Diagnostic.Error("E701", "A probability lies outside (0, 1)", new Place(null, null, "--heritability"), $"{options.Heritability}", "a number between 0 and 1"));
            }
            else if (!(options.ScoreR2 >= 0 && options.ScoreR2 <= options.Heritability))
            {
                findings.Add(Diagnostic.Error("E525", "A score explains more than all genes do, or less than nothing", new Place(null, null, "--score-r2"), $"{options.ScoreR2}", $"0 to {options.Heritability} (--heritability)", "Give the variance explained on the liability scale"));
            }

            if (!double.IsFinite(options.Score))
            {
                findings.Add(Diagnostic.Error("E503", "The cell holds the wrong kind of value", new Place(null, null, "--score"), $"{options.Score}", "standard deviations"));
            }

            return findings.Finish(() => FamilyTable(options, outcome!.LifetimePrevalence));
        });
    }

    private static Table FamilyTable(KnowledgeFamilyOptions o, double prevalence)
    {
        double score = o.Score * Math.Sqrt(o.ScoreR2);
        double parent = FamilyHistory.Shift(0, 0, o.Heritability, prevalence, o.ParentAffected);
        double both = FamilyHistory.Shift(o.Score, o.ScoreR2, o.Heritability, prevalence, o.ParentAffected);
        double twice = Odds(FamilyHistory.Risk(o.Score, o.ScoreR2, o.Heritability, prevalence, null)) * Odds(FamilyHistory.Risk(0, 0, o.Heritability, prevalence, o.ParentAffected)) / Odds(prevalence);
        var table = new Table("known", "liability_shift", "lifetime_risk");
        table.Add("nothing", 0.0, prevalence);
        table.Add("score", score, FamilyHistory.Risk(o.Score, o.ScoreR2, o.Heritability, prevalence, null));
        table.Add("parent", parent, FamilyHistory.Risk(0, 0, o.Heritability, prevalence, o.ParentAffected));
        table.Add("both, added as if independent (wrong)", score + parent, twice / (1 + twice));
        table.Add("both together", both, FamilyHistory.Risk(o.Score, o.ScoreR2, o.Heritability, prevalence, o.ParentAffected));
        return table;
    }

    private static double Odds(double p) => p / (1 - p);
}
