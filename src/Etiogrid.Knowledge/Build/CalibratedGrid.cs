using System.Security.Cryptography;
using System.Text;
using Etiogrid.Knowledge.Calibration;
using Etiogrid.Knowledge.Grid;

namespace Etiogrid.Knowledge.Build;

/// <summary>Puts calibrated means in the place of elicited ones.</summary>
internal static class CalibratedGrid
{
    public static GeneralGrid Apply(GeneralGrid grid, ParameterSet parameters) => grid with
    {
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(grid.Sha256 + parameters.ToTsv()))),
        Pathways = [.. grid.Pathways.Select(p => p with { LogitPrevalence = At(p.LogitPrevalence, parameters.Find("prevalence", p.Id.Key)) })],
        Symptoms = [.. grid.Symptoms.Select(s => Symptom(s, parameters))],
        Exposures = [.. grid.Exposures.Select(e => Exposure(e, parameters))],
    };

    private static UncertainValue At(UncertainValue value, (double Mean, double Sd)? calibrated) => calibrated is { } c ? value with { Mean = c.Mean } : value;

    private static SymptomParameters Symptom(SymptomParameters s, ParameterSet parameters) => s with
    {
        LogitLeak = At(s.LogitLeak, parameters.Find("leak", s.Id.Key)),
        Links = [.. s.Links.Select(l => l with { LogitLambda = At(l.LogitLambda, parameters.Find("link", ParameterKey.Link(l.Pathway, l.Direction, s.Id))) })],
    };

    /// <summary>Mapped loads by their factor. What no pathway explains moves no pathway.</summary>
    private static ExposureParameters Exposure(ExposureParameters e, ParameterSet parameters)
    {
        double factor = parameters.Find("mapped", e.Id.Key)?.Mean ?? 1;
        return e with { Loads = [.. e.Loads.Select(l => l with { Liability = l.Liability with { Mean = factor * l.Liability.Mean, Sd = factor * l.Liability.Sd } })] };
    }
}
