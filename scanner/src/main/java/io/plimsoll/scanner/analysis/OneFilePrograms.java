package io.plimsoll.scanner.analysis;

import io.plimsoll.model.PackageType;
import io.plimsoll.scanner.analysis.binary.ElfHead;
import io.plimsoll.scanner.bounds.Budget;
import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileAnalyser;
import io.plimsoll.scanner.layer.FileBytes;
import io.plimsoll.scanner.layer.FilePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Finds the packages in ELF programs that have their libraries appended: those of PyInstaller and single-file bundles
/// of .NET. Such a program begins with a small loader, which tells by words in its data which of them it is; only then
/// what lies behind the loaded part is kept, and read once all of it is there. Of all other ELF files nothing is
/// looked at unless much lies behind their loaded part.
public final class OneFilePrograms implements FileAnalyser {
    /// The host of .NET, with its runtime, takes 20 MiB.
    private static final long LARGEST_LOADER = 32L << 20;

    /// More than section tables take.
    private static final long LEAST_APPENDED = 4 << 10;

    private static final byte[] PYINSTALLER = "_MEIPASS".getBytes(StandardCharsets.US_ASCII);

    /// The signature in the data of every host of .NET; the place of the bundle's header is in front of it.
    private static final byte[] DOTNET =
            HexFormat.of().parseHex("8b1202b96a612038727b930214d7a03213f5b9e6efae3318ee3b2dce24b36aae");

    private final Budget budget;
    private final byte[] window = new byte[1 << 16];

    public OneFilePrograms(Budget budget) {
        this.budget = budget;
    }

    @Override
    public @Nullable Sink open(LayerFile file) {
        if (!file.startsWith(ElfHead.MAGIC)) {
            return null;
        }
        long loaded =
                ElfHead.of(file.start().getBytes(StandardCharsets.ISO_8859_1)).loadedEnd();
        return loaded > 0 && loaded <= LARGEST_LOADER && file.size() - loaded >= LEAST_APPENDED
                ? new Search(file, loaded)
                : null;
    }

    @Override
    public boolean wantsName(FilePath path) {
        return false;
    }

    /// Reads what is appended to one kind of program.
    private interface Appended {
        void read(FilePath file, FileBytes appended, Notes notes) throws IOException;
    }

    /// Goes over the loaded part of one file, and keeps the rest where that is wanted.
    private final class Search implements Sink {
        private final LayerFile file;
        private final long loaded;
        private final FileBytes appended = new FileBytes();
        private long position;
        private int size;
        private PackageType type = PackageType.GENERIC;
        private @Nullable Appended format;

        Search(LayerFile file, long loaded) {
            this.file = file;
            this.loaded = loaded;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            int inLoader = Math.clamp(loaded - position, 0, length);
            position += length;
            if (format == null && inLoader > 0) {
                look(bytes, offset, inLoader);
            }
            if (format != null && !isTooLarge()) {
                appended.append(bytes, offset + inLoader, length - inLoader);
            }
        }

        @Override
        public void finish(Notes notes) throws IOException {
            if (format == null) {
                return;
            }
            if (isTooLarge()) {
                notes.gaps()
                        .add(
                                "limit-file",
                                "larger than the " + budget.limits().fileBytes()
                                        + " bytes that are read of such a program",
                                file.path().toString());
                return;
            }
            try {
                format.read(file.path(), appended, notes);
            } catch (MalformedInput e) {
                notes.found(PackageEvidence.unreadable(file.path(), type, e.getMessage()));
            }
            appended.release();
        }

        private boolean isTooLarge() {
            return file.size() - loaded > budget.limits().fileBytes();
        }

        private void look(byte[] bytes, int offset, int length) {
            int at = offset;
            while (at < offset + length && format == null) {
                int count = Math.min(window.length - size, offset + length - at);
                System.arraycopy(bytes, at, window, size, count);
                size += count;
                at += count;
                search();
                int kept = Math.min(size, Long.BYTES + DOTNET.length);
                System.arraycopy(window, size - kept, window, 0, kept);
                size = kept;
            }
        }

        private void search() {
            for (int at = 0; at < size && format == null; at++) {
                if (window[at] == PYINSTALLER[0] && isAt(at, PYINSTALLER)) {
                    type = PackageType.PYPI;
                    format = new PyInstallerArchive(budget)::read;
                } else if (window[at] == DOTNET[0] && at >= Long.BYTES && isAt(at, DOTNET)) {
                    bundle(ByteBuffer.wrap(window, at - Long.BYTES, Long.BYTES)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getLong());
                }
            }
        }

        /// @param header 0 in a host that has no bundle
        private void bundle(long header) {
            if (header != 0) {
                type = PackageType.NUGET;
                format = new DotnetBundle(loaded, header)::read;
            }
        }

        private boolean isAt(int at, byte[] marker) {
            return at + marker.length <= size
                    && Arrays.equals(window, at, at + marker.length, marker, 0, marker.length);
        }
    }
}
