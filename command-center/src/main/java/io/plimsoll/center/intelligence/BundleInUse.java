package io.plimsoll.center.intelligence;

import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.model.Digest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The open bundle. Whoever reads it holds it; a new one takes its place when nobody reads the old one any more.
final class BundleInUse implements AutoCloseable {
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private @Nullable Current current;

    /// @param file where it lies
    /// @param fileDigest of the whole file
    /// @param importedAt when it came here
    record Current(Bundle bundle, Path file, Digest fileDigest, Instant importedAt) {
        Digest digest() {
            return bundle.identity().digest();
        }
    }

    /// Reads the bundle, if there is one; it stays open meanwhile.
    <T> T read(Function<Optional<Current>, T> reader) {
        lock.readLock().lock();
        try {
            return reader.apply(Optional.ofNullable(current));
        } finally {
            lock.readLock().unlock();
        }
    }

    /// Puts another bundle in place. Nobody reads meanwhile, so file and digest are seen together.
    ///
    /// @param opening may throw; then nothing has changed
    /// @return the one before, which nobody reads any more; the caller closes it
    Optional<Current> replace(Supplier<Current> opening) {
        lock.writeLock().lock();
        try {
            Current next = opening.get();
            Optional<Current> old = Optional.ofNullable(current);
            current = next;
            return old;
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            Current old = current;
            current = null;
            if (old != null) {
                old.bundle().close();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
