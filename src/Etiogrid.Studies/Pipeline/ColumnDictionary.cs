using System.Text.Json;
using System.Text.Json.Nodes;

namespace Etiogrid.Studies.Pipeline;

/// <summary>What the columns of the tables mean; written beside them as <c>columns.json</c>.</summary>
internal static class ColumnDictionary
{
    private static readonly (string Column, string Meaning)[] Entries =
    [
        ("pathway_id", "Biological pathway, key of the knowledge base"),
        ("exposure_id", "Exposure key, or 'genetic' for the polygenic score"),
        ("base_rate", "P(causal alteration) in a symptomatic person before this person's data"),
        ("prior_p", "P(causal alteration) after genes and exposures"),
        ("posterior_p", "P(altered, causal or compensatory) after everything"),
        ("ci_low", "Lower end of the 95 % band under uncertain parameters"),
        ("ci_high", "Upper end of the 95 % band under uncertain parameters"),
        ("causal_p", "P(causal alteration)"),
        ("compensatory_p", "P(compensatory alteration)"),
        ("down_p", "P(altered towards too little)"),
        ("up_p", "P(altered towards too much)"),
        ("call", "causal-supported or compensatory-likely at 0.8 of the altered probability, else contested"),
        ("log_bf_*", "Change of the log-odds of 'altered' by this group of evidence, added in fixed order; natural logarithm"),
        ("exposed", "1 exposed, 0 not exposed, n/a unknown"),
        ("cell_logodds", "Change of the prior log-odds by this cell; natural logarithm"),
        ("ambiguity_set", "Set of pathways that these data cannot tell apart"),
        ("set_posterior_p", "P(at least one member of the ambiguity set is altered)"),
        ("z", "Deviation from the reference in its standard deviations"),
        ("reliability", "Test-retest reliability (intraclass correlation), 0 to 1"),
        ("log_bf", "Change of log-odds of the pathway the feature bears on most when the feature is left out; natural logarithm"),
        ("expected_gain", "Expected fall of the number of present symptoms, a hypothesis"),
        ("p_best", "P(no other combination is better)"),
        ("remission_gain", "Expected rise of the probability that no present symptom is left"),
        ("reasons", "Why the combination ranks here, in words"),
        ("evsi", "Expected value of the measurement for choosing a combination of interventions, before its cost, in symptoms; n/a where there is nothing to choose"),
        ("evsi_cost", "Cost of the measurement on the same scale: 0.0005 symptoms for each unit of cost (a blood test); elicited"),
        ("evsi_per_cost", "evsi / evsi_cost; below 1 the measurement is not worth its cost"),
        ("p_change", "How often the measurement would change which combination is best"),
        ("expected_info_bits", "Expected information about the pathways in bits"),
        ("p_null", "Two-sided p against the spatial null"),
        ("p_parametric", "Parametric p; invalid under spatial autocorrelation, for comparison only"),
    ];

    public static string Json
    {
        get
        {
            var json = new JsonObject();
            foreach (var (column, meaning) in Entries)
            {
                json[column] = new JsonObject { ["Description"] = meaning };
            }

            return json.ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n" }) + "\n";
        }
    }
}
