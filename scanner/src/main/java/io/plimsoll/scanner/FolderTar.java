package io.plimsoll.scanner;

import io.plimsoll.scanner.layer.TarEntry;
import io.plimsoll.scanner.layer.TarWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Writes a folder as a tar archive. Links are not followed, devices and pipes are not opened, file systems that the
/// kernel makes up (such as `/proc`) are left out. What cannot be read is marked, so that the inventory has a gap
/// there.
final class FolderTar {
    private static final Set<String> NO_FILES = Set.of(
            "proc",
            "sysfs",
            "devtmpfs",
            "devpts",
            "cgroup",
            "cgroup2",
            "mqueue",
            "debugfs",
            "tracefs",
            "bpf",
            "securityfs",
            "pstore",
            "hugetlbfs",
            "configfs",
            "fusectl",
            "binfmt_misc",
            "efivarfs",
            "nsfs");
    private static final int TYPE_OF_MODE = 0170000;
    private static final int DIRECTORY = 0040000;
    private static final int REGULAR = 0100000;
    private static final int SYMBOLIC_LINK = 0120000;

    private final TarWriter tar;
    private final byte[] buffer = new byte[1 << 17];

    private FolderTar(OutputStream out) {
        this.tar = new TarWriter(out);
    }

    /// Writes all that is in a folder.
    ///
    /// @throws IOException if the output fails, or the folder itself cannot be listed
    static void write(Path folder, OutputStream out) throws IOException {
        FolderTar writer = new FolderTar(out);
        for (Path child : children(folder)) {
            writer.add(child, "", Files.getAttribute(folder, "unix:dev"));
        }
        writer.tar.end();
    }

    private void add(Path file, String folder, Object device) throws IOException {
        String name = folder + raw(Objects.requireNonNull(file.getFileName()));
        Map<String, Object> attributes;
        try {
            attributes = Files.readAttributes(file, "unix:mode,size,dev", LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            unreadable(name, TarEntry.Kind.FILE);
            return;
        }
        int mode = (Integer) Objects.requireNonNull(attributes.get("mode"));
        switch (mode & TYPE_OF_MODE) {
            case DIRECTORY -> directory(file, name, mode, device, Objects.requireNonNull(attributes.get("dev")));
            case REGULAR -> file(file, name, mode);
            case SYMBOLIC_LINK -> symbolicLink(file, name);
            default -> tar.begin(entry(TarEntry.Kind.SPECIAL, name, "", 0, mode, false));
        }
    }

    private void directory(Path file, String name, int mode, Object deviceAbove, Object device) throws IOException {
        List<Path> children;
        try {
            boolean madeUp = !device.equals(deviceAbove)
                    && NO_FILES.contains(Files.getFileStore(file).type());
            children = madeUp ? List.of() : children(file);
        } catch (IOException e) {
            unreadable(name, TarEntry.Kind.DIRECTORY);
            return;
        }
        tar.begin(entry(TarEntry.Kind.DIRECTORY, name, "", 0, mode, false));
        for (Path child : children) {
            add(child, name + "/", device);
        }
    }

    private void file(Path file, String name, int mode) throws IOException {
        SeekableByteChannel content = tryOpen(file);
        if (content == null) {
            unreadable(name, TarEntry.Kind.FILE);
            return;
        }
        try (content) {
            content(content, content.size(), name, mode);
        }
    }

    private static @Nullable SeekableByteChannel tryOpen(Path file) {
        try {
            return Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException e) {
            return null;
        }
    }

    /// Writes exactly as many bytes as the header says, also of a file that shrinks meanwhile; that one is written once
    /// more as unreadable, and a later entry replaces an earlier one.
    private void content(SeekableByteChannel content, long size, String name, int mode) throws IOException {
        tar.begin(entry(TarEntry.Kind.FILE, name, "", size, mode, false));
        long left = size;
        boolean whole = true;
        while (left > 0) {
            int wanted = (int) Math.min(left, buffer.length);
            int read = whole ? tryRead(content, wanted) : -1;
            if (read < 0) {
                whole = false;
                Arrays.fill(buffer, 0, wanted, (byte) 0);
                read = wanted;
            }
            tar.write(buffer, 0, read);
            left -= read;
        }
        tar.endContent(size);
        if (!whole) {
            unreadable(name, TarEntry.Kind.FILE);
        }
    }

    private int tryRead(SeekableByteChannel content, int wanted) {
        try {
            return content.read(ByteBuffer.wrap(buffer, 0, wanted));
        } catch (IOException e) {
            return -1;
        }
    }

    private void symbolicLink(Path file, String name) throws IOException {
        String target;
        try {
            target = raw(Files.readSymbolicLink(file));
        } catch (IOException e) {
            unreadable(name, TarEntry.Kind.FILE);
            return;
        }
        tar.begin(entry(TarEntry.Kind.SYMBOLIC_LINK, name, target, 0, 0777, false));
    }

    private void unreadable(String name, TarEntry.Kind kind) throws IOException {
        tar.begin(entry(kind, name, "", 0, 0, true));
    }

    private static TarEntry entry(
            TarEntry.Kind kind, String name, String target, long size, int mode, boolean unreadable) {
        return new TarEntry(kind, name, target, size, mode & 07777, "", unreadable);
    }

    /// The bytes of a name or link target, one char each. A name that is not plain ASCII may be decoded wrongly, as the
    /// locale has it; only the URI keeps its bytes.
    private static String raw(Path path) {
        String text = path.toString();
        if (text.chars().allMatch(c -> c < 0x80)) {
            return text;
        }
        String encoded = Path.of("/").resolve(path).toUri().getRawPath();
        String absolute = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.ISO_8859_1);
        String whole = absolute.endsWith("/") ? absolute.substring(0, absolute.length() - 1) : absolute;
        return path.isAbsolute() ? whole : whole.substring(1);
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
