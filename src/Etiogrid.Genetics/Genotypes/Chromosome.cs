namespace Etiogrid.Genetics.Genotypes;

/// <summary>Names of chromosomes in one spelling: <c>1</c>..<c>22</c>, <c>X</c>, <c>Y</c>, <c>XY</c> (pseudo-autosomal), <c>MT</c>.</summary>
public static class Chromosome
{
    /// <summary>Drops a <c>chr</c> prefix and a leading zero and turns PLINK's numbers 23-26 into letters; other names stay as they are.</summary>
    public static string Normalise(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string bare = name.StartsWith("chr", StringComparison.OrdinalIgnoreCase) ? name[3..] : name;
        bare = bare.Length == 2 && bare[0] == '0' ? bare[1..] : bare;
        return bare switch
        {
            "23" or "x" => "X",
            "24" or "y" => "Y",
            "25" or "PAR1" or "PAR2" => "XY",
            "26" or "M" or "m" or "mt" => "MT",
            _ => bare,
        };
    }

    /// <summary>How a chromosome with a normalised name is inherited; names that are not known count as autosomes.</summary>
    public static Inheritance InheritanceOf(string name) => name switch
    {
        "X" => Inheritance.XLinked,
        "Y" => Inheritance.YLinked,
        "MT" => Inheritance.Mitochondrial,
        _ => Inheritance.Diploid,
    };

    /// <summary>1-22 for autosomes, 0 otherwise.</summary>
    public static int AutosomeNumber(string name) =>
        int.TryParse(name, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int n) && n is >= 1 and <= 22 ? n : 0;
}
