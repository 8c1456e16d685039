package io.plimsoll.scanner.analysis.java;

import io.plimsoll.model.PackageType;
import io.plimsoll.model.PackageUrl;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.analysis.sensitive.SensitiveText;
import io.plimsoll.scanner.bounds.Budget;
import io.plimsoll.scanner.layer.Evidence;
import io.plimsoll.scanner.layer.FileAnalyser;
import io.plimsoll.scanner.layer.FileBytes;
import io.plimsoll.scanner.layer.FilePath;
import io.plimsoll.scanner.layer.MergedView;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Finds the libraries in Java archives: by the properties that Maven puts into them, else by manifest and file name.
public final class JavaArchives implements FileAnalyser {
    private static final String ZIP = "PK\3\4";
    private static final int ZIP_NAME = 30;

    private final Budget budget;

    /// One of its own: the other one may be at work on the archive itself, which can begin with a script.
    private final SensitiveText sensitive = new SensitiveText();

    public JavaArchives(Budget budget) {
        this.budget = budget;
    }

    /// A library at one place of an archive.
    ///
    /// @param inside path inside the archive, `!/` before each step; empty for the archive itself
    private record Library(FilePath file, String inside, Coordinates coordinates) implements Evidence {
        @Override
        public Evidence linkedAs(FilePath other) {
            return new Library(other, inside, coordinates);
        }

        @Override
        public long weight() {
            return 600 + 2L * file.bytes().length() + 2L * inside.length();
        }
    }

    @Override
    public @Nullable Sink open(LayerFile file) {
        boolean archive = file.size() > 0 && (wantsName(file.path()) || isNamelessJar(file));
        return archive
                ? FileAnalyser.inMemory(
                        file, budget.limits().fileBytes(), (content, notes) -> read(file.path(), content, notes))
                : null;
    }

    @Override
    public boolean wantsName(FilePath path) {
        return ArchiveFileName.isArchive(path.bytes());
    }

    /// A zip archive whose first entry belongs to Java, whatever the file is called.
    private static boolean isNamelessJar(LayerFile file) {
        return file.startsWith(ZIP) && file.start().startsWith("META-INF/", ZIP_NAME);
    }

    private void read(FilePath file, FileBytes content, Notes notes) throws IOException {
        record Found(String inside, Coordinates coordinates) {}
        Set<Found> libraries = new TreeSet<>(Comparator.comparing(Found::inside)
                .thenComparing(found -> found.coordinates().name())
                .thenComparing(found -> found.coordinates().version()));
        JarReading.Texts texts = new JarReading.Texts() {
            @Override
            public boolean wants(String entry) {
                return SensitiveText.wantsEntry(entry);
            }

            @Override
            public void text(String inside, FileBytes text) throws IOException {
                sensitive.searchEntry(file, inside, text, notes);
            }
        };
        new JarReading(
                        budget,
                        notes.gaps(),
                        (inside, coordinates) -> libraries.add(new Found(inside, coordinates)),
                        texts)
                .read(content, file.toString(), FilePath.text(file.name()));
        for (Found found : libraries) {
            notes.found(new Library(file, found.inside(), found.coordinates()));
        }
    }

    /// The visible libraries, in no order.
    public static List<SoftwarePackage> in(MergedView view) {
        return view.all(Library.class)
                .map(placed -> {
                    Library library = placed.evidence();
                    Coordinates coordinates = library.coordinates();
                    return new SoftwarePackage(
                            coordinates.name(),
                            coordinates.version(),
                            PackageType.MAVEN,
                            PackageUrl.of(
                                    PackageType.MAVEN.purlType(),
                                    coordinates.group(),
                                    coordinates.artifact(),
                                    coordinates.version(),
                                    Map.of()),
                            null,
                            "",
                            library.file() + library.inside(),
                            placed.layer());
                })
                .toList();
    }
}
