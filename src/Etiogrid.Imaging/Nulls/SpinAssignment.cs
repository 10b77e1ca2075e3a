namespace Etiogrid.Imaging.Nulls;

/// <summary>How rotated regions are assigned to the original ones.</summary>
public enum SpinAssignment
{
    /// <summary>Nearest rotated region; may be used twice (Alexander-Bloch et al. 2018, doi 10.1016/j.neuroimage.2018.05.070).</summary>
    Original,

    /// <summary>The region farthest from its nearest free candidate chooses first (Váša et al. 2018, doi 10.1093/cercor/bhx249).</summary>
    Vasa,

    /// <summary>One-to-one with the least total distance (Markello and Misic 2021, doi 10.1016/j.neuroimage.2021.118052).</summary>
    Hungarian,
}
