using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;

namespace Etiogrid.Studies.Planning;

/// <summary>A study to start from: the smallest valid one, with every further part as a comment.</summary>
public static class StudyTemplate
{
    private const string Configuration = """
        # The study. Keys unknown to the program are errors with the nearest known name.
        # Paths are relative to this file; ${STUDY} is the study folder, other ${VARIABLES} come from the environment.
        schema: etiogrid/study/1
        name: My study
        research_use_only: true
        seed: 20261121

        ids: {participants: participants.tsv}

        symptoms:                       # keys: etiogrid knowledge list symptoms
          anhedonia: {file: phenotype/symptoms.tsv, column: anhedonia, present_if: ">=1"}
          anxiety_threat: {file: phenotype/symptoms.tsv, column: anxiety, present_if: ">=1"}

        exposures:                      # keys: etiogrid knowledge list exposures
          child_adversity: {file: phenotype/exposures.tsv, column: ctq_total, scale: continuous, threshold: 36}

        # labs:                         # keys: markers with measure 'lab'
        #   crp: {file: phenotype/labs.tsv, column: crp_mg_l, unit: mg/l, log: true}

        # regional:                     # keys: imaging markers that are no co-localisation (PET, MRS, R1, R2*, MT, NODDI)
        #   pet_fdopa: {file: phenotype/pet.tsv, columns: [caudate_l, caudate_r], unit: 1/min, quality: "noise<=0.1"}

        # genome_build: GRCh38
        # genetics:
        #   genotypes: genotypes/study  # PLINK prefix; list the folder in .bidsignore
        #   weights: scores/weights.txt.gz
        #   sets: knowledge             # or a GMT file named by pathway
        #   units: {cell_type: knowledge, synaptic_pre: knowledge, synaptic_post: knowledge}   # scored beside the pathways
        #   genes: scores/genes.tsv
        #   window_kb: [35, 10]

        # epigenetics:                  # evidence beside the polygenic score; keys are pathways
        #   hpa_axis: {file: phenotype/methylation.tsv, column: score, reliability: 0.7, covariates: [age, smoking, neutrophils]}

        # brain:
        #   parcellation: atlas.tsv     # name, hemisphere, x_mni, y_mni, z_mni, network
        #   atlases: receptors.tsv      # regions x maps, names in the first column
        #   timeseries: derivatives/parcellated/sub-{participant}/ses-{session}/func/sub-{participant}_ses-{session}_timeseries.tsv.gz
        #   null: moran-matched         # or moran, spin; the page prints its false-positive rate
        #   n_null: 1000

        # outcomes:
        #   hamd_change: {file: phenotype/outcomes.tsv, column: hamd_change}

        normative: {fit_on: "group==control"}   # without at least 10 controls: leave-one-out
        interventions: {max_combination: 3, exclude_if: []}
        report: {small_cell: 5}

        """;

    private static readonly (string File, string Text)[] Files =
    [
        ("study.yaml", Configuration),
        ("participants.tsv", "participant_id\tgroup\tage\tsex\nsub-01\tpatient\t34\tF\nsub-02\tcontrol\t31\tM\n"),
        ("phenotype/symptoms.tsv", "participant_id\tanhedonia\tanxiety\nsub-01\t1\t0\nsub-02\t0\tn/a\n"),
        ("phenotype/exposures.tsv", "participant_id\tctq_total\nsub-01\t52\nsub-02\t27\n"),
        ("dataset_description.json", "{\n  \"Name\": \"My study\",\n  \"BIDSVersion\": \"1.10.0\",\n  \"DatasetType\": \"raw\"\n}\n"),
        (".bidsignore", "study.yaml\ngenotypes/\nscores/\n"),
    ];

    /// <summary>Writes the files that are not there yet. Error E198 when a study.yaml stands there already.</summary>
    public static Parsed<string> Write(string folder)
    {
        string config = Path.Combine(folder, "study.yaml");
        if (File.Exists(config))
        {
            return Parsed.Failed<string>(Diagnostic.Error("E198", "The folder has a study.yaml already", new(config), fix: "Edit it, or name another folder"));
        }

        List<string> lines = [];
        foreach (var (file, text) in Files)
        {
            string path = Path.Combine(folder, file);
            if (File.Exists(path))
            {
                lines.Add($"kept   {file}");
                continue;
            }

            AtomicFile.WriteText(path, text);
            lines.Add($"wrote  {file}");
        }

        lines.Add($"next   etiogrid validate {folder}");
        return Parsed.Of(string.Join('\n', lines) + "\n");
    }
}
