package io.plimsoll.scanner.analysis.binary;

import io.plimsoll.model.PackageType;
import io.plimsoll.model.PackageUrl;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.bounds.Budget;
import io.plimsoll.scanner.bounds.Gaps;
import io.plimsoll.scanner.layer.Evidence;
import io.plimsoll.scanner.layer.FileAnalyser;
import io.plimsoll.scanner.layer.FilePath;
import io.plimsoll.scanner.layer.MergedView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the crates of Rust programs that were built with cargo-auditable: it puts a zlib stream with a list of them
/// into the section `.dep-v0`. The section table stands at the end of a file, where it is of no use in a single pass,
/// so the stream is searched for by what it begins with, in all that is not code ([CrateSearch]).
///
/// Crates are listed whatever their source: those of a folder or a repository are most likely copies of published ones,
/// or the published program itself. Those that only the build needed are not in the program and are left out.
public final class CargoAuditable implements FileAnalyser {
    private final CrateSearch search;

    public CargoAuditable(Budget budget) {
        this.search = new CrateSearch(budget);
    }

    /// What one file lists.
    private record Program(FilePath file, Crates content) implements Evidence {
        @Override
        public Evidence linkedAs(FilePath other) {
            return new Program(other, content);
        }

        @Override
        public long weight() {
            return 400 + 2L * file.bytes().length() + 250L * content.list().size();
        }
    }

    @Override
    public @Nullable Sink open(LayerFile file) {
        if (!file.startsWith(ElfHead.MAGIC)) {
            return null;
        }
        search.start(ElfHead.of(file.start().getBytes(StandardCharsets.ISO_8859_1)));
        return new Sink() {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                search.write(bytes, offset, length);
            }

            @Override
            public void finish(Notes notes) throws IOException {
                for (Crates found : search.finish()) {
                    notes.found(new Program(file.path(), found));
                }
            }
        };
    }

    @Override
    public boolean wantsName(FilePath path) {
        return false;
    }

    /// The crates of the visible programs, in no order.
    public static List<SoftwarePackage> in(MergedView view, Gaps gaps) {
        List<SoftwarePackage> packages = new ArrayList<>();
        view.all(Program.class).forEach(placed -> {
            Program program = placed.evidence();
            if (!program.content().problem().isEmpty()) {
                gaps.add(
                        "malformed-package",
                        program.content().problem(),
                        program.file().toString());
            }
            for (Crates.Crate crate : program.content().list()) {
                packages.add(new SoftwarePackage(
                        crate.name(),
                        crate.version(),
                        PackageType.CARGO,
                        PackageUrl.of(PackageType.CARGO.purlType(), "", crate.name(), crate.version(), Map.of()),
                        null,
                        "",
                        program.file().toString(),
                        placed.layer()));
            }
        });
        return packages;
    }
}
