package io.plimsoll.enforcer;

import io.plimsoll.enforcer.disk.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Keeps a second Enforcer away from the same data. The lock ends with this process.
final class DataLock {
    private final FileLock lock;

    private DataLock(FileLock lock) {
        this.lock = lock;
    }

    /// @throws IllegalStateException if another Enforcer has it
    @SuppressWarnings("MustBeClosedChecker") // The channel stays open as long as this process.
    static DataLock take(Path data) {
        try {
            WholeFile.folder(data);
            FileChannel file =
                    FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            @Nullable FileLock lock = file.tryLock();
            if (lock == null) {
                throw new IllegalStateException("another Enforcer works with the data in " + data
                        + "; stop it, or name another folder with --data");
            }
            return new DataLock(lock);
        } catch (IOException e) {
            throw new UncheckedIOException(data + " cannot be used: " + e.getMessage(), e);
        }
    }

    boolean isHeld() {
        return lock.isValid();
    }
}
