namespace Etiogrid.Genetics.Genotypes;

/// <summary>Multi-allelic records as one variant for each alternate allele, and one for the reference, whose dosage none of them holds.</summary>
internal static class SplitRecords
{
    public static (Variant[] Variants, (int Record, int Alternate)[] Places) Of(IReadOnlyList<PlinkTextTables.Record> records)
    {
        List<Variant> variants = new(records.Count);
        List<(int, int)> places = new(records.Count);
        for (int r = 0; r < records.Count; r++)
        {
            var record = records[r];
            for (int a = 0; a < record.Alternates.Length; a++)
            {
                variants.Add(new(record.Chromosome, record.Position, record.Id, record.Alternates[a], record.Reference, record.Alternates.Length));
                places.Add((r, a + 1));
            }

            if (record.Alternates.Length > 1)
            {
                variants.Add(Reference(record.Chromosome, record.Position, record.Id, record.Reference, record.Alternates));
                places.Add((r, 0));
            }
        }

        return ([.. variants], [.. places]);
    }

    /// <summary>The reference allele of a multi-allelic record against all alternates together.</summary>
    public static Variant Reference(string chromosome, int position, string id, string reference, string[] alternates) =>
        new(chromosome, position, id, reference, string.Join(',', alternates), alternates.Length);
}
