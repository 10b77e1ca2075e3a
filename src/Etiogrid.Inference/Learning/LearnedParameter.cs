namespace Etiogrid.Inference.Learning;

/// <summary>A parameter before and after the outcomes, on its natural scale (logit, or standard deviations).</summary>
/// <param name="Id">Which.</param>
/// <param name="LiteratureMean">Mean in the general grid.</param>
/// <param name="LiteratureSd">Standard deviation in the general grid.</param>
/// <param name="PriorSd">Standard deviation of the prior used: the literature's, discounted by its evidence grade, plus the spread between literature and population.</param>
/// <param name="Mean">Posterior mode.</param>
/// <param name="Sd">Posterior standard deviation (Laplace).</param>
public sealed record LearnedParameter(ParameterId Id, double LiteratureMean, double LiteratureSd, double PriorSd, double Mean, double Sd)
{
    private const double Narrowed = 0.95;

    /// <summary>True where outcomes narrowed the prior; elsewhere the literature's uncertainty stays, for its discount is no evidence.</summary>
    public bool Informed => Sd < Narrowed * PriorSd;

    /// <summary>Standard deviation to work with.</summary>
    public double UsedSd => Informed ? Sd : LiteratureSd;
}
