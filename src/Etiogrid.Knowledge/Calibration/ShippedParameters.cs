namespace Etiogrid.Knowledge.Calibration;

/// <summary>The parameter files that ship inside the assembly.</summary>
internal static class ShippedParameters
{
    private const string Prefix = "Etiogrid.Knowledge.Parameters.";
    private static readonly Lazy<ParameterSet> Verified = new(() => Read(FileName(false)));
    private static readonly Lazy<ParameterSet> All = new(() => Read(FileName(true)));

    public static ParameterSet For(bool includeUnverified) => includeUnverified ? All.Value : Verified.Value;

    public static string FileName(bool includeUnverified) => includeUnverified ? "all.tsv" : "verified.tsv";

    private static ParameterSet Read(string file)
    {
        using var stream = typeof(ShippedParameters).Assembly.GetManifestResourceStream(Prefix + file)
            ?? throw new InvalidOperationException($"The parameter file '{file}' is not embedded.");
        return ParameterSet.Read(stream, file).Value;
    }
}
