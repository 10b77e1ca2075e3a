namespace Etiogrid.Studies.Toolbox;

/// <summary>What <c>knowledge family</c> is asked.</summary>
/// <param name="Knowledge">Which knowledge base.</param>
/// <param name="Outcome">Key of an outcome; its lifetime prevalence is taken from the tables.</param>
/// <param name="Heritability">Share of the liability's variance that all genes explain.</param>
/// <param name="ScoreR2">Share of the liability's variance that the polygenic score explains.</param>
/// <param name="Score">The person's polygenic score in standard deviations.</param>
/// <param name="ParentAffected">True for one affected parent, false for an unaffected one.</param>
public sealed record KnowledgeFamilyOptions(KnowledgeOptions Knowledge, string Outcome, double Heritability, double ScoreR2, double Score, bool ParentAffected);
