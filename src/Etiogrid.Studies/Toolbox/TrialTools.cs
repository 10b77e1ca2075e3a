using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Simulation.Trials;

namespace Etiogrid.Studies.Toolbox;

/// <summary>The work behind the <c>trial</c> verbs.</summary>
public static class TrialTools
{
    /// <summary>Critical values of a group sequential test: one row a look.</summary>
    public static Parsed<Table> Boundaries(BoundaryDesign design)
    {
        ArgumentNullException.ThrowIfNull(design);
        if (design.Shape != BoundaryShape.WangTsiatis && !(GroupSequentialTest.Spent(design, design.Information[0]) > 1e-299))
        {
            return Parsed.Failed<Table>(Diagnostic.Error("E292", "The first look is too early: the spending function leaves it no error to spend", default, Cell.Format(design.Information[0]), fix: "Plan the first look later"));
        }

        var table = new Table("look", "information", "critical_value", "stage_level", "alpha_spent");
        int number = 0;
        foreach (var look in GroupSequentialTest.Looks(design))
        {
            table.Add(++number, look.Information, look.CriticalValue, look.StageLevel, look.AlphaSpent);
        }

        return Parsed.Of(table);
    }

    /// <summary>What unmatched participants cost, and what a selecting test saves: one row.</summary>
    public static Parsed<Table> Dilution(double effect, double matched, double sensitivity, double specificity, double alpha, double power)
    {
        var d = TrialDilution.Compute(effect, matched, sensitivity, specificity, alpha, power);
        var table = new Table("effect", "matched", "observed_effect", "n_per_arm_matched", "n_per_arm", "sensitivity", "specificity", "ppv", "n_per_arm_selected", "n_screened_per_arm");
        table.Add(d.Effect, d.Matched, d.ObservedEffect, d.PerArmMatched, d.PerArmAll, d.Sensitivity, d.Specificity, d.PredictiveValue, d.PerArmSelected, d.ScreenedPerArm);
        return Parsed.Of(table);
    }
}
