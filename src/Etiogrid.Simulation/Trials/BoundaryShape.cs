namespace Etiogrid.Simulation.Trials;

/// <summary>How the type I error is divided over the looks of a group sequential trial.</summary>
public enum BoundaryShape
{
    /// <summary>Critical value C t^(d - 1/2) (Wang and Tsiatis 1987, doi 10.2307/2531959): d = 0 is O'Brien-Fleming, d = 1/2 Pocock.</summary>
    WangTsiatis,

    /// <summary>Lan and DeMets 1983 (doi 10.1093/biomet/70.3.659) spending like O'Brien-Fleming: 2 s (1 - Phi(Phi^-1(1 - alpha/(2 s)) / sqrt t)), s sides.</summary>
    ObrienFlemingSpending,

    /// <summary>Lan and DeMets spending like Pocock: alpha ln(1 + (e - 1) t).</summary>
    PocockSpending,
}
