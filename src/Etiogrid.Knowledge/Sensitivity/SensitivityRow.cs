using Etiogrid.Knowledge.Grid;

namespace Etiogrid.Knowledge.Sensitivity;

/// <summary>How far one parameter's uncertainty moves the conclusion that hangs on it most.</summary>
/// <param name="Kind">prevalence, link, leak or load.</param>
/// <param name="Key">Key of the parameter.</param>
/// <param name="Mean">Mean as a probability; for a load, standard deviations of the liability.</param>
/// <param name="Sd">Standard deviation on the logit scale; for a load, on the liability scale.</param>
/// <param name="Grade">How it was obtained.</param>
/// <param name="Sources">Where from.</param>
/// <param name="Given">The symptom or exposure that is present.</param>
/// <param name="Pathway">The pathway whose posterior moves most.</param>
/// <param name="Posterior">P(causal | what is present) at the means.</param>
/// <param name="Low">The same at one standard deviation below.</param>
/// <param name="High">The same at one standard deviation above.</param>
public sealed record SensitivityRow(string Kind, string Key, double Mean, double Sd, Grade Grade, string Sources, string Given, string Pathway, double Posterior, double Low, double High)
{
    /// <summary>Width of the band.</summary>
    public double Swing => Math.Abs(High - Low);
}
