package io.plimsoll.enforcer.link;

import io.plimsoll.api.enforcer.v1.SignedCheckpoint;
import io.plimsoll.audittrail.Checkpoint;
import io.plimsoll.audittrail.CheckpointLine;
import io.plimsoll.enforcer.disk.WholeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// The signed heads of the Center's audit chain, kept here because nobody at the Center can reach them: the
/// anchor from outside. One line each, as `plimsoll audit verify --checkpoints` reads them; lines are only ever
/// added. Belongs to one thread.
final class CheckpointFile {
    private final Path folder;
    private final Path file;
    private long newest;

    CheckpointFile(Path folder) {
        this.folder = folder;
        this.file = folder.resolve("checkpoints.ndjson");
        this.newest = readNewest();
    }

    private long readNewest() {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.mapToLong(CheckpointFile::sequence).max().orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /// A line cut off by a kill counts as none.
    private static long sequence(String line) {
        try {
            String document = CheckpointLine.read(line).document();
            return JsonMapper.shared().readTree(document).path("sequence").asLong(0);
        } catch (RuntimeException e) {
            return 0;
        }
    }

    /// Keeps a checkpoint, if the Center's key signed it.
    ///
    /// @return why it was not kept; empty if it is safe on the disk
    Optional<String> keep(SignedCheckpoint received, PublicKey key) {
        var signed = new io.plimsoll.audittrail.SignedCheckpoint(
                received.getDocument().toStringUtf8(),
                Base64.getEncoder().encodeToString(received.getSignature().toByteArray()));
        Optional<Checkpoint> checkpoint = signed.open(key);
        if (checkpoint.isEmpty()) {
            return Optional.of("its signature is not of the Center's policy key");
        }
        long sequence = checkpoint.get().head().sequence();
        if (sequence != received.getSequence()) {
            return Optional.of("it is about event " + sequence + " and not " + received.getSequence());
        }
        try {
            append(CheckpointLine.write(signed));
            // An older one is kept too: if it contradicts, that is the proof.
            boolean back = sequence < newest;
            newest = Math.max(newest, sequence);
            return back
                    ? Optional.of("the chain went back from event " + newest + " to " + sequence)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of(file + ": " + e.getMessage());
        }
    }

    private void append(String line) throws IOException {
        WholeFile.folder(folder);
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long end = channel.size();
            ByteBuffer last = ByteBuffer.allocate(1);
            boolean cut = end > 0 && channel.read(last, end - 1) == 1 && last.get(0) != '\n';
            ByteBuffer bytes = ByteBuffer.wrap(((cut ? "\n" : "") + line + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                end += channel.write(bytes, end);
            }
            channel.force(true);
        }
    }
}
