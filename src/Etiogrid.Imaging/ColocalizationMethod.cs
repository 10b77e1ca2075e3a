namespace Etiogrid.Imaging;

/// <summary>Correlation between a map and an atlas map over regions.</summary>
public enum ColocalizationMethod
{
    /// <summary>Pearson correlation.</summary>
    Pearson,

    /// <summary>Spearman correlation: Pearson on mid-ranks.</summary>
    Spearman,

    /// <summary>Pearson correlation of what the covariates do not explain linearly.</summary>
    PartialPearson,

    /// <summary>The same on mid-ranks of maps, atlas and covariates.</summary>
    PartialSpearman,
}
