package io.plimsoll.scanner.analysis.java;

import io.plimsoll.model.PackageType;
import io.plimsoll.model.PackageUrl;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.analysis.binary.ElfHead;
import io.plimsoll.scanner.analysis.sensitive.SensitiveText;
import io.plimsoll.scanner.bounds.Budget;
import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.Evidence;
import io.plimsoll.scanner.layer.FileAnalyser;
import io.plimsoll.scanner.layer.FileBytes;
import io.plimsoll.scanner.layer.FilePath;
import io.plimsoll.scanner.layer.MergedView;
import io.plimsoll.scanner.sbom.EmbeddedSbom;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Finds the libraries in Java archives: by the properties that Maven puts into them, else by manifest and file name;
/// and those in programs that GraalVM compiled, by the bill of materials that it puts into them ([BillSearch]).
public final class JavaArchives implements FileAnalyser {
    private static final String ZIP = "PK\3\4";
    private static final int ZIP_NAME = 30;

    private final Budget budget;
    private final BillSearch bills;

    /// One of its own: the other one may be at work on the archive itself, which can begin with a script.
    private final SensitiveText sensitive = new SensitiveText();

    public JavaArchives(Budget budget) {
        this.budget = budget;
        this.bills = new BillSearch(budget);
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
        if (file.startsWith(ElfHead.MAGIC) && file.size() >= BillSearch.SMALLEST) {
            return new Program(file);
        }
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

    /// Goes over one program.
    private final class Program implements Sink {
        private final FilePath file;
        private final Set<Coordinates> libraries = new HashSet<>();

        Program(LayerFile program) {
            this.file = program.path();
            bills.start(ElfHead.of(program.start().getBytes(StandardCharsets.ISO_8859_1)));
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            bills.write(bytes, offset, length);
        }

        @Override
        public void finish(Notes notes) throws IOException {
            for (PackedBill bill : bills.finish()) {
                String problem = bill.problem();
                try {
                    note(problem.isEmpty() ? read(bill, notes) : problem, notes);
                } catch (MalformedInput e) {
                    note(String.valueOf(e.getMessage()), notes);
                }
                bill.content().release();
            }
            note(bills.problem(), notes);
        }

        /// @return what of it says nothing; empty if all does
        private String read(PackedBill bill, Notes notes) throws IOException {
            int[] unsound = {0};
            int others = EmbeddedSbom.read(bill.content().open(), (group, artifact, version) -> {
                Coordinates one = new Coordinates(group, artifact, version);
                if (!one.isSound()) {
                    unsound[0]++;
                } else if (libraries.add(one)) {
                    notes.found(new Library(file, "", one));
                }
            });
            int lost = others + unsound[0];
            return lost == 0 ? "" : lost + " of its components are no sound libraries of Maven";
        }

        private void note(String problem, Notes notes) {
            if (!problem.isEmpty()) {
                notes.gaps().add("malformed-package", "its bill of materials: " + problem, file.toString());
            }
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
