using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Etiogrid.Inference.Learning;
using Etiogrid.Knowledge.Grid;

namespace Etiogrid.Studies.Ledger;

/// <summary>The general grid with the parameters of a ledger version: another version, another hash.</summary>
public static class LearnedGrid
{
    /// <summary>The grid of a ledger version; the grid itself for version 0.</summary>
    public static GeneralGrid Apply(GeneralGrid literature, LearnedParameters parameters, int version)
    {
        ArgumentNullException.ThrowIfNull(literature);
        ArgumentNullException.ThrowIfNull(parameters);
        return version == 0 ? literature : parameters.ApplyTo(literature) with
        {
            Version = string.Create(CultureInfo.InvariantCulture, $"{literature.Version}+ledger.{version}"),
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(literature.Sha256 + ParameterFile.ToTsv(parameters)))),
        };
    }
}
