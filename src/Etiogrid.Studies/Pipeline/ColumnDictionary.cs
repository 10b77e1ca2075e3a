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
        ("unit_id", "Scored gene set: a pathway (key of the knowledge base), a cell type, one side of the synapse; or an epigenetic score"),
        ("kind", "pathway, cell_type, synaptic_pre, synaptic_post, synaptic, other; epigenetic_methylation, epigenetic_expression, epigenetic_other"),
        ("score_se", "Standard error of the score: missing genotypes and, where the weights have them, errors of the weights"),
        ("reference_z", "Deviation of the score from the reference"),
        ("ancestry_z", "Deviation of the score from what the reference panel expects at this ancestry; n/a without a panel"),
        ("background_z", "Deviation of the score from that of as many random variants of this person's genes; exact moments"),
        ("coverage", "Share of the weights' mass that was measured in this person, 0 to 1"),
        ("z_ci_low", "Lower end of the 95 % interval of z (for epigenetic scores: of the error-free z)"),
        ("z_ci_high", "Upper end of that interval"),
        ("z_ci_counts", "Which errors the interval counts"),
        ("joint_z", "Deviation after all pathway scores of the person were seen together; this enters the prior"),
        ("joint_coverage", "Share of the score's variance that is known after that"),
        ("score_correlation", "Correlation of the error-free epigenetic score with the pathway's polygenic score"),
        ("prior_logodds", "Change of the pathway's prior log-odds by this kind of evidence; natural logarithm"),
        ("used_in_grid", "Whether it enters inference, or is shown only"),
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
