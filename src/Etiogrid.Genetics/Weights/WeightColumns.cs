namespace Etiogrid.Genetics.Weights;

/// <summary>Which column of a header means what, over the dialects of PGS Catalog, GWAS-SSF, PGC, PLINK, METAL, REGENIE and SAIGE.</summary>
internal sealed class WeightColumns
{
    private static readonly string[] IdNames = ["hm_rsid", "rsid", "snp", "id", "markername", "marker", "snpid", "variant_id", "rs_id", "rs", "predictor", "rs_number"];
    private static readonly string[] ChromosomeNames = ["hm_chr", "hm_chrom", "chr_name", "chr", "#chr", "chrom", "#chrom", "chromosome"];
    private static readonly string[] PositionNames = ["hm_pos", "chr_position", "pos", "bp", "position", "base_pair_location", "genpos"];
    private static readonly string[] AuthorChromosomeNames = ["chr_name"];
    private static readonly string[] AuthorPositionNames = ["chr_position"];
    private static readonly string[] EffectNames = ["effect_allele", "effectallele", "hm_effect_allele", "ea", "a1", "allele1", "tested_allele", "coded_allele"];
    private static readonly string[] OtherNames = ["other_allele", "otherallele", "hm_other_allele", "nea", "oa", "a2", "allele2", "non_effect_allele", "noneffect_allele", "ax", "omitted", "reference_allele", "hm_inferotherallele"];
    private static readonly string[] BetaNames = ["effect_weight", "beta", "hm_beta", "b", "effect", "logor", "log_or", "effect_size", "log_odds"];
    private static readonly string[] OddsRatioNames = ["or", "odds_ratio", "hm_odds_ratio", "or_a1"];
    private static readonly string[] ErrorNames = ["se", "standard_error", "stderr", "log(or)_se", "logor_se"];
    private static readonly string[] PNames = ["p", "pval", "p_val", "pvalue", "p_value", "p-value", "p.value", "p_bolt_lmm"];
    private static readonly string[] LogPNames = ["log10p", "neg_log_10_p_value", "mlog10p", "neg_log10_p"];
    private static readonly string[] FrequencyNames = ["eaf", "effect_allele_frequency", "hm_effect_allele_frequency", "allelefrequency_effect", "a1_freq", "a1freq", "freq", "freq1", "frq", "fcon", "af_allele2", "effectallelefreq"];
    private static readonly string[] InfoNames = ["info", "impinfo", "imputation_info"];
    private static readonly string[] ReferenceNames = ["ref"];
    private static readonly string[] AlternateNames = ["alt", "alt1"];

    private readonly string[] _header;

    public WeightColumns(IReadOnlyList<string> header)
    {
        _header = [.. header.Select(h => h.Trim().Trim('"').ToLowerInvariant())];
        Id = Find(IdNames);
        Chromosome = Find(ChromosomeNames);
        Position = Find(PositionNames);
        AuthorChromosome = Find(AuthorChromosomeNames);
        AuthorPosition = Find(AuthorPositionNames);
        Effect = Find(EffectNames);
        Other = Find(OtherNames);
        Beta = Find(BetaNames);
        OddsRatio = Find(OddsRatioNames);
        StandardError = Find(ErrorNames);
        P = Find(PNames);
        LogP = Find(LogPNames);
        Frequency = Find(FrequencyNames);
        Info = Find(InfoNames);
        Reference = Find(ReferenceNames);
        Alternate = Find(AlternateNames);
        if (Frequency < 0)
        {
            // PGC daner files name the column after the number of controls: FRQ_U_77258.
            Frequency = Array.FindIndex(_header, h => h.StartsWith("frq_u_", StringComparison.Ordinal));
        }

        if (_header.Contains("allele0"))
        {
            // REGENIE and BOLT: ALLELE1 is the effect allele, ALLELE0 the other one.
            Other = Array.IndexOf(_header, "allele0");
        }
    }

    public int Id { get; }

    public int Chromosome { get; }

    public int Position { get; }

    public int AuthorChromosome { get; }

    public int AuthorPosition { get; }

    public int Effect { get; }

    public int Other { get; }

    public int Beta { get; }

    public int OddsRatio { get; }

    public int StandardError { get; }

    public int P { get; }

    public int LogP { get; }

    public int Frequency { get; }

    public int Info { get; }

    public int Reference { get; }

    public int Alternate { get; }

    /// <summary>True for a PGS Catalog scoring file.</summary>
    public bool IsPgsCatalog => _header.Contains("effect_weight") && _header.Contains("effect_allele");

    /// <summary>True for GWAS summary statistics.</summary>
    public bool IsSummaryStatistics => Effect >= 0 && (Beta >= 0 || OddsRatio >= 0) && (P >= 0 || LogP >= 0 || StandardError >= 0);

    /// <summary>A column by its exact name in lower case, or -1.</summary>
    public int Named(string name) => Array.IndexOf(_header, name);

    private int Find(string[] names)
    {
        foreach (string name in names)
        {
            int at = Array.IndexOf(_header, name);
            if (at >= 0)
            {
                return at;
            }
        }

        return -1;
    }
}
