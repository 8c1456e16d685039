package io.plimsoll.scanner.analysis.binary;

import io.plimsoll.model.PackageType;
import io.plimsoll.model.PackageUrl;
import io.plimsoll.model.SoftwarePackage;
import io.plimsoll.scanner.bounds.Gaps;
import io.plimsoll.scanner.bounds.LimitReached;
import io.plimsoll.scanner.layer.Evidence;
import io.plimsoll.scanner.layer.FileAnalyser;
import io.plimsoll.scanner.layer.FilePath;
import io.plimsoll.scanner.layer.MergedView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds what Go programs were built from, in the information that Go's linker writes into each: Go itself as
/// `stdlib` with the version without `go` in front (`1.22.1`), as the advisories have it, and modules with theirs as Go
/// writes it (`v1.2.3`). A main module without a version, `(devel)`, is the image's own program and no package.
///
/// The section table stands at the end of a file, where it is of no use in a single pass, so the information is
/// searched for at each multiple of 16 bytes, as Go itself did before it looked for the section. Before Go 1.18 it only
/// points to strings elsewhere: of programs that begin like those of Go the data, not the code, is kept until the
/// information has been seen.
public final class GoBuild implements FileAnalyser {
    /// Owner's name in the note that Go's linker puts at the start of each program.
    private static final String NOTE = "Go\0\0";

    private static final long LARGEST_DATA = 48L << 20;
    private static final int MOST_BLOBS = 8;

    private final ElfData data = new ElfData(LARGEST_DATA);

    /// What the build information in one file says.
    private record Program(FilePath file, GoModules content) implements Evidence {
        @Override
        public Evidence linkedAs(FilePath other) {
            return new Program(other, content);
        }

        @Override
        public long weight() {
            return 400
                    + 2L * file.bytes().length()
                    + content.modules().stream()
                            .mapToLong(module -> 200
                                    + module.path().length()
                                    + module.version().length())
                            .sum();
        }
    }

    @Override
    public @Nullable Sink open(LayerFile file) {
        return file.startsWith(ElfHead.MAGIC) ? new Search(file.path()) : null;
    }

    @Override
    public boolean wantsName(FilePath path) {
        return false;
    }

    /// What the visible programs were built from, in no order.
    public static List<SoftwarePackage> in(MergedView view, Gaps gaps) {
        view.all(Program.class).forEach(placed -> noteProblem(placed.evidence(), gaps));
        return view.all(Program.class).flatMap(GoBuild::packages).distinct().toList();
    }

    private static void noteProblem(Program program, Gaps gaps) {
        if (!program.content().problem().isEmpty()) {
            gaps.add(
                    "malformed-package",
                    program.content().problem(),
                    program.file().toString());
        }
    }

    private static Stream<SoftwarePackage> packages(MergedView.Placed<Program> placed) {
        Program program = placed.evidence();
        return program.content().modules().stream()
                .map(module -> new SoftwarePackage(
                        module.path(),
                        module.version(),
                        PackageType.GOLANG,
                        purl(module),
                        null,
                        "",
                        program.file().toString(),
                        placed.layer()));
    }

    /// The specification wants the path in lower case.
    private static String purl(GoModules.Module module) {
        String path = module.path().toLowerCase(Locale.ROOT);
        int slash = path.lastIndexOf('/');
        return PackageUrl.of(
                PackageType.GOLANG.purlType(),
                path.substring(0, Math.max(slash, 0)),
                path.substring(slash + 1),
                module.version(),
                Map.of());
    }

    /// Goes over one file, line by line of 16 bytes.
    private final class Search implements Sink {
        private final FilePath file;
        private final byte[] head = new byte[ElfHead.BYTES];
        private final byte[] line = new byte[GoBlob.ALIGNMENT];
        private final List<GoBlob> blobs = new ArrayList<>(1);
        private long position;
        private @Nullable GoBlob open;

        Search(FilePath file) {
            this.file = file;
            data.forget();
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            keep(bytes, offset, length);
            int end = offset + length;
            int at = offset;
            while (at < end && blobs.size() < MOST_BLOBS) {
                int next = open == null ? search(bytes, at, end) : take(open, bytes, at, end);
                position += next - at;
                at = next;
            }
            position += end - at;
        }

        /// Data is kept for the addresses of old build information.
        private void keep(byte[] bytes, int offset, int length) {
            int inHead = Math.clamp(ElfHead.BYTES - position, 0, length);
            if (inHead > 0) {
                System.arraycopy(bytes, offset, head, (int) position, inHead);
                if (position + inHead == ElfHead.BYTES) {
                    readHead(ElfHead.BYTES);
                }
            }
            data.write(bytes, offset + inHead, length - inHead);
        }

        private void readHead(int size) {
            if (new String(head, 0, size, StandardCharsets.ISO_8859_1).contains(NOTE)) {
                data.start(ElfHead.of(Arrays.copyOf(head, size)));
                data.write(head, 0, size);
            }
        }

        /// Looks at whole lines; what is left of one waits for the next bytes.
        private int search(byte[] bytes, int from, int end) {
            int at = from;
            int inLine = (int) (position % line.length);
            while (inLine == 0 && end - at >= line.length) {
                if (GoBlob.isStart(bytes, at)) {
                    return begin(bytes, at, at + line.length);
                }
                at += line.length;
            }
            int count = Math.min(line.length - inLine, end - at);
            System.arraycopy(bytes, at, line, inLine, count);
            if (inLine + count == line.length && GoBlob.isStart(line, 0)) {
                begin(line, 0, line.length);
            }
            return at + count;
        }

        private int begin(byte[] bytes, int at, int end) {
            open = new GoBlob();
            return open.take(bytes, at, end);
        }

        private int take(GoBlob blob, byte[] bytes, int from, int end) {
            int at = blob.take(bytes, from, end);
            if (blob.isDone()) {
                blobs.add(blob);
                open = null;
                Arrays.fill(line, (byte) 0);
                if (!blob.pointsElsewhere()) {
                    data.forget();
                }
            }
            return at;
        }

        @Override
        public void finish(Notes notes) throws LimitReached {
            if (position < ElfHead.BYTES) {
                readHead((int) position);
            }
            if (blobs.size() == MOST_BLOBS) {
                notes.gaps().add("limit-file", "more than " + MOST_BLOBS + " programs of Go in one", file.toString());
            }
            if (open != null) {
                blobs.add(open);
            }
            for (GoBlob blob : blobs) {
                blob.follow(data);
                GoModules content = blob.problem().isEmpty()
                        ? GoModules.of(blob.version(), blob.text())
                        : new GoModules(List.of(), blob.problem());
                notes.found(new Program(file, content));
            }
        }
    }
}
