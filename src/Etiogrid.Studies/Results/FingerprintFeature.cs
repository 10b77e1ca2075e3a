namespace Etiogrid.Studies.Results;

/// <summary>A feature of the signalling fingerprint.</summary>
/// <param name="Scale">molecular, cellular, circuit, network, oscillation, behaviour.</param>
/// <param name="Feature">Feature id.</param>
/// <param name="ShortName">Label for the figure, at most 18 characters.</param>
/// <param name="Z">Deviation, or null when not measured.</param>
/// <param name="Percentile">0-100, or null.</param>
/// <param name="Interval">95 % interval of the true deviation given the reliability, or null where it is not known.</param>
/// <param name="Reliability">Test-retest reliability, or null.</param>
public sealed record FingerprintFeature(string Scale, string Feature, string ShortName, double? Z, double? Percentile, Band? Interval, double? Reliability);
