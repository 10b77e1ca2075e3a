namespace Etiogrid.Inference.Networks;

/// <summary>do(X = x): the arrows into X are cut and X is set (Pearl 1995, doi 10.1093/biomet/82.4.669). What X depends on learns nothing from it.</summary>
public static class NetworkIntervention
{
    /// <summary>The network after setting variables to states.</summary>
    /// <param name="network">The network.</param>
    /// <param name="settings">State index of each variable that is set.</param>
    /// <exception cref="ArgumentException">No such variable or state.</exception>
    public static BayesianNetwork Do(BayesianNetwork network, IReadOnlyDictionary<int, int> settings)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Any(s => s.Key < 0 || s.Key >= network.Variables.Count || s.Value < 0 || s.Value >= network.Variables[s.Key].States.Count))
        {
            throw new ArgumentException("An intervention names no variable and state of the network.", nameof(settings));
        }

        NetworkVariable[] variables = [.. network.Variables.Select((v, i) => settings.TryGetValue(i, out int state)
            ? v with { Parents = [], UndefinedRows = [], Table = [.. Enumerable.Range(0, v.States.Count).Select(s => s == state ? 1.0 : 0.0)] }
            : v)];
        return BayesianNetwork.Create(variables).Value;
    }
}
