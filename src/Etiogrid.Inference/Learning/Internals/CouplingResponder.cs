namespace Etiogrid.Inference;

/// <summary>
/// A pathway that others can change: P(compensatory, direction | causes) = rho w + (1 - rho) (1 - m_d) (1 + m_other) / 2,
/// m_d = prod (1 - kappa) over the active causes of that direction.
/// </summary>
internal sealed record CouplingResponder(int Pathway, int Directions, double Rho, double[] Weights, (int Cause, int CauseState, int Direction, int Parameter)[] Causes)
{
    /// <summary>P(state | causes) of a state that is not causal.</summary>
    public double Probability(int[] states, int state, double[] kappa) => Of(state, Miss(states, kappa));

    /// <summary>Adds slope x d P(state) / d logit kappa.</summary>
    public void AddScore(int[] states, int state, double[] kappa, double slope, double[] score)
    {
        var miss = Miss(states, kappa);
        foreach (var c in Causes)
        {
            if (states[c.Cause] != c.CauseState)
            {
                continue;
            }

            // d m_d / d logit kappa = -m_d kappa
            double onMiss = -(c.Direction == 0 ? miss.First : miss.Second) * kappa[c.Parameter];
            double other = c.Direction == 0 ? miss.Second : miss.First;
            double sum = 0;
            for (int d = 0; d < Directions; d++)
            {
                double derivative = 0.5 * (1 - Rho) * (d == c.Direction ? -(1 + other) : 1 - other) * onMiss;
                sum += state == 0 ? -derivative : d == state - 1 - Directions ? derivative : 0;
            }

            score[c.Parameter] += slope * sum;
        }
    }

    private (double First, double Second) Miss(int[] states, double[] kappa)
    {
        double first = 1;
        double second = 1;
        foreach (var c in Causes)
        {
            if (states[c.Cause] == c.CauseState)
            {
                first *= c.Direction == 0 ? 1 - kappa[c.Parameter] : 1;
                second *= c.Direction == 0 ? 1 : 1 - kappa[c.Parameter];
            }
        }

        return (first, second);
    }

    private double Of(int state, (double First, double Second) miss) => state switch
    {
        0 when Directions == 1 => 1 - Changed(0, miss.First, miss.Second),
        0 => 1 - Changed(0, miss.First, miss.Second) - Changed(1, miss.Second, miss.First),
        _ when state - 1 - Directions == 0 => Changed(0, miss.First, miss.Second),
        _ => Changed(1, miss.Second, miss.First),
    };

    private double Changed(int d, double own, double other) => (Rho * Weights[d]) + ((1 - Rho) * 0.5 * (1 - own) * (1 + other));
}
