package io.plimsoll.scanner.analysis.binary;

import io.plimsoll.model.Digest;
import io.plimsoll.model.PackageType;
import io.plimsoll.model.PackageUrl;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.bounds.LimitReached;
import io.plimsoll.scanner.layer.Evidence;
import io.plimsoll.scanner.layer.FileAnalyser;
import io.plimsoll.scanner.layer.FilePath;
import io.plimsoll.scanner.layer.MergedView;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds software that no package manager installed by the version that its programs and libraries have in them
/// ([KnownProgram]). Only files of telling names are searched, so that all others cost nothing; under another name such
/// a program stays unknown.
public final class ProgramVersions implements FileAnalyser {
    /// A program and its version.
    ///
    /// @param content the file that was read, where `file` is a hard link to it
    private record Program(FilePath file, FilePath content, String name, String version) implements Evidence {
        @Override
        public Evidence linkedAs(FilePath other) {
            return new Program(other, content, name, version);
        }
    }

    @Override
    public @Nullable Sink open(LayerFile file) {
        List<KnownProgram> programs =
                file.startsWith(ElfHead.MAGIC) ? KnownProgram.named(file.path().name()) : List.of();
        return programs.isEmpty() ? null : new Search(file.path(), programs);
    }

    @Override
    public boolean wantsName(FilePath path) {
        return false;
    }

    /// The visible programs, in no order, each file once however many names it has.
    public static List<SoftwarePackage> in(MergedView view) {
        record Content(FilePath file, Optional<Digest> layer) {}
        Comparator<MergedView.Placed<Program>> byName = Comparator.comparing(placed ->
                !placed.evidence().file().name().contains(placed.evidence().name()));
        return view
                .all(Program.class)
                .collect(Collectors.groupingBy(
                        placed -> new Content(placed.evidence().content(), Optional.ofNullable(placed.layer())),
                        Collectors.minBy(
                                byName.thenComparing(placed -> placed.evidence().file()))))
                .values()
                .stream()
                .flatMap(Optional::stream)
                .map(placed -> software(placed.evidence(), placed.layer()))
                .toList();
    }

    private static SoftwarePackage software(Program program, @Nullable Digest layer) {
        return new SoftwarePackage(
                program.name(),
                program.version(),
                PackageType.GENERIC,
                PackageUrl.of(PackageType.GENERIC.purlType(), "", program.name(), program.version(), Map.of()),
                null,
                "",
                program.file().toString(),
                layer);
    }

    private static final class Search implements Sink {
        private final FilePath file;
        private final List<KnownProgram> programs;
        private final List<AnchorSearch> searches;

        Search(FilePath file, List<KnownProgram> programs) {
            this.file = file;
            this.programs = programs;
            this.searches = programs.stream().map(AnchorSearch::new).toList();
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            searches.forEach(search -> search.write(bytes, offset, length));
        }

        @Override
        public void finish(Notes notes) throws LimitReached {
            for (int i = 0; i < programs.size(); i++) {
                Optional<String> version = searches.get(i).finish();
                if (version.isPresent()) {
                    notes.found(new Program(file, file, programs.get(i).name(), version.get()));
                    return;
                }
            }
        }
    }
}
