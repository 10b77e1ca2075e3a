namespace Etiogrid.Simulation.Cohorts;

/// <summary>A gene at a simulated place: the symbol is real, the position is not.</summary>
/// <param name="Symbol">Gene symbol.</param>
/// <param name="Chromosome">1 to 22.</param>
/// <param name="Start">First base, from 1.</param>
/// <param name="End">Last base.</param>
/// <param name="IsForward">Strand.</param>
public readonly record struct SimulatedGene(string Symbol, int Chromosome, int Start, int End, bool IsForward)
{
    /// <summary>Kilobases before the gene, in its reading direction, that count as its own.</summary>
    public const int UpstreamKb = 35;

    /// <summary>Kilobases after it.</summary>
    public const int DownstreamKb = 10;

    /// <summary>First base of the gene with its window.</summary>
    public int WindowStart => Math.Max(1, Start - (1000 * (IsForward ? UpstreamKb : DownstreamKb)));

    /// <summary>Last base of the gene with its window.</summary>
    public int WindowEnd => End + (1000 * (IsForward ? DownstreamKb : UpstreamKb));

    /// <summary>True where a position lies in the gene or its window.</summary>
    public bool Covers(int chromosome, int position) => chromosome == Chromosome && position >= WindowStart && position <= WindowEnd;
}
