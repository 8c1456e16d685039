package io.plimsoll.enforcer.spool;

import com.google.protobuf.InvalidProtocolBufferException;
import io.plimsoll.api.enforcer.v1.Event;
import io.plimsoll.enforcer.disk.WholeFile;
import io.plimsoll.enforcer.failures.Failure;
import io.plimsoll.enforcer.failures.Failures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/// Opens a spool's folder. One whose numbers do not fit together is put aside, because a number given twice would make
/// the Center drop an event as already known; what can still be read of it goes into the new one, under new numbers.
final class SpoolFolder {
    private SpoolFolder() {}

    static Spool open(Path folder, SpoolLimits limits, Failures failures, InstantSource clock) {
        try {
            return openSound(folder, limits, failures, clock);
        } catch (DamagedSpoolException e) {
            failures.note(Failure.SPOOL_DAMAGED, folder + ": " + e.getMessage());
            return startAnew(folder, limits, failures, clock);
        } catch (IOException e) {
            throw new UncheckedIOException("the event spool " + folder + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private static Spool openSound(Path folder, SpoolLimits limits, Failures failures, InstantSource clock)
            throws IOException, DamagedSpoolException {
        WholeFile.folder(folder);
        UUID id = id(folder);
        NumberFile acknowledged = acknowledged(folder);
        Segments segments = Segments.open(folder, limits.segmentBytes(), acknowledged.read());
        return new Spool(folder, id, limits, segments, acknowledged, failures, clock);
    }

    private static UUID id(Path folder) throws IOException, DamagedSpoolException {
        WholeFile file = new WholeFile(folder.resolve("id"), 64);
        Optional<byte[]> known = file.read();
        try {
            if (known.isPresent()) {
                return UUID.fromString(new String(known.get(), StandardCharsets.US_ASCII));
            }
        } catch (IllegalArgumentException e) {
            throw new DamagedSpoolException("its id is not a UUID");
        }
        if (!Segments.paths(folder).isEmpty()) {
            throw new DamagedSpoolException("it has events but no id");
        }
        UUID fresh = UUID.randomUUID();
        file.write(fresh.toString().getBytes(StandardCharsets.US_ASCII));
        return fresh;
    }

    private static NumberFile acknowledged(Path folder) {
        return new NumberFile(folder.resolve("acknowledged"));
    }

    private static Spool startAnew(Path folder, SpoolLimits limits, Failures failures, InstantSource clock) {
        try {
            Path aside = folder.resolveSibling(folder.getFileName() + ".damaged-" + clock.millis());
            Files.move(folder, aside);
            Spool spool = openSound(folder, limits, failures, clock);
            spool.takeOver(salvage(aside));
            return spool;
        } catch (IOException | DamagedSpoolException e) {
            throw new UncheckedIOException(new IOException("a new event spool cannot be made in " + folder, e));
        }
    }

    /// What can be read and was not acknowledged.
    private static List<Event> salvage(Path aside) throws IOException {
        long acknowledged = acknowledged(aside).read();
        List<Event> events = new ArrayList<>();
        forEach(aside, event -> {
            if (event.getSequence() > acknowledged) {
                events.add(event);
            }
        });
        return events;
    }

    private static Optional<Event> event(byte[] payload) {
        try {
            return Optional.of(Event.parseFrom(payload));
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }

    /// Reads every segment, each up to the first record that is not whole. A whole record that holds no event is passed
    /// over: one of them must not cost all others.
    static void forEach(Path folder, Consumer<Event> reading) throws IOException {
        for (Path segment : Segments.paths(folder)) {
            try (FileChannel file = FileChannel.open(segment, StandardOpenOption.READ)) {
                long offset = 0;
                Optional<byte[]> record = RecordForm.read(file, offset);
                while (record.isPresent()) {
                    event(record.get()).ifPresent(reading);
                    offset += RecordForm.length(record.get());
                    record = RecordForm.read(file, offset);
                }
            }
        }
    }
}
