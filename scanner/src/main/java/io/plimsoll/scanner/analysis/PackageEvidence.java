package io.plimsoll.scanner.analysis;

import io.plimsoll.model.Digest;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.bounds.Gaps;
import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.Evidence;
import io.plimsoll.scanner.layer.FileAnalyser;
import io.plimsoll.scanner.layer.FilePath;
import io.plimsoll.scanner.layer.MergedView;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One installed package as a file describes it, or why it cannot be told from that file.
///
/// @param source where the distribution has such a thing
/// @param architecture empty where there is none
/// @param licences as the file names them
/// @param problem why nothing can be read; empty if something can
record PackageEvidence(
        FilePath file,
        PackageType type,
        String name,
        String version,
        String purl,
        SoftwarePackage.@Nullable Source source,
        String architecture,
        List<String> licences,
        String problem)
        implements Evidence {
    private static final Pattern LICENCE = Pattern.compile("[\\p{Print}&&[^<>]]{1,200}");
    private static final int MOST_LICENCES = 20;

    PackageEvidence {
        licences = List.copyOf(licences);
    }

    /// A package of which no more than this is known.
    static PackageEvidence of(FilePath file, PackageType type, String name, String version, String purl) {
        return new PackageEvidence(file, type, name, version, purl, null, "", List.of(), "");
    }

    /// A file that should describe a package and does not.
    static PackageEvidence unreadable(FilePath file, PackageType type, @Nullable String problem) {
        return new PackageEvidence(file, type, "", "", "", null, "", List.of(), String.valueOf(problem));
    }

    /// Reads a file that describes packages, in memory. That it does not follow its format is remembered as
    /// well, beside what was found until then.
    static FileAnalyser.Sink sink(
            FileAnalyser.LayerFile file, PackageType type, long largest, FileAnalyser.Reading reading) {
        return FileAnalyser.inMemory(file, largest, (content, notes) -> {
            try {
                reading.read(content, notes);
            } catch (MalformedInput e) {
                notes.found(unreadable(file.path(), type, e.getMessage()));
            }
        });
    }

    /// The same with the licences that the file names, as far as they are words and not whole texts.
    PackageEvidence licensed(List<String> named) {
        List<String> words = named.stream()
                .map(String::strip)
                .filter(licence -> LICENCE.matcher(licence).matches())
                .limit(MOST_LICENCES)
                .toList();
        return new PackageEvidence(file, type, name, version, purl, source, architecture, words, problem);
    }

    @Override
    public Evidence linkedAs(FilePath other) {
        return new PackageEvidence(other, type, name, version, purl, source, architecture, licences, problem);
    }

    @Override
    public long weight() {
        long text = 2L * (name.length() + version.length() + purl.length());
        return Evidence.super.weight()
                + text
                + licences.stream()
                        .mapToLong(licence -> 60 + 2L * licence.length())
                        .sum();
    }

    /// The visible packages of one kind, in no order. A package that cannot be told is a gap.
    static List<SoftwarePackage> in(MergedView view, PackageType type, Gaps gaps) {
        return in(view, type, file -> true, gaps);
    }

    /// The same, of certain files only.
    static List<SoftwarePackage> in(MergedView view, PackageType type, Predicate<FilePath> files, Gaps gaps) {
        return view.all(PackageEvidence.class)
                .filter(placed -> placed.evidence().type() == type
                        && files.test(placed.evidence().file()))
                .flatMap(placed -> placed.evidence().placed(placed.layer(), gaps).stream())
                .toList();
    }

    /// The package, as a layer brought it; a gap where it cannot be told.
    Optional<SoftwarePackage> placed(@Nullable Digest layer, Gaps gaps) {
        if (!problem.isEmpty()) {
            gaps.add("malformed-package", problem, file.toString());
            return Optional.empty();
        }
        return Optional.of(new SoftwarePackage(name, version, type, purl, source, architecture, file.toString(), layer)
                .licensed(licences));
    }
}
