package io.plimsoll.feeds.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// The part of a file that has come so far. Beside it lies which version of which address it is a part of, so that a
/// later run can go on where this one broke off.
final class Partial {
    private static final int MAX_MARK = 16 << 10;

    private final Path file;
    private final Path mark;

    Partial(Path folder, String id) {
        this.file = folder.resolve(id + ".part");
        this.mark = folder.resolve(id + ".part-of");
    }

    Path file() {
        return file;
    }

    long length() throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /// The version that this is a part of; empty if it cannot be continued from that address.
    String versionAt(URI url) throws IOException {
        if (!Files.exists(mark) || length() == 0 || Files.size(mark) > MAX_MARK) {
            return "";
        }
        List<String> lines = Files.readAllLines(mark, StandardCharsets.UTF_8);
        return lines.size() == 2 && lines.getFirst().equals(url.toString()) ? lines.get(1) : "";
    }

    /// Begins anew.
    FileChannel begin(URI url, Validators version) throws IOException {
        discard();
        Files.createDirectories(file.getParent());
        Files.writeString(mark, url + "\n" + version.strong() + "\n", StandardCharsets.UTF_8);
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    FileChannel goOn() throws IOException {
        return FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    void discard() throws IOException {
        Files.deleteIfExists(mark);
        Files.deleteIfExists(file);
    }
}
