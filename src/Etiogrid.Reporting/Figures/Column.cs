namespace Etiogrid.Reporting.Figures;

/// <summary>A column of a printed table.</summary>
/// <param name="Name">Its head.</param>
/// <param name="Numeric">Numbers are set to the right.</param>
internal readonly record struct Column(string Name, bool Numeric = false)
{
    /// <summary>CSS class of its cells.</summary>
    public string? CssClass => Numeric ? "n" : null;
}
