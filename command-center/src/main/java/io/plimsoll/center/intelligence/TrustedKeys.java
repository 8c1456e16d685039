package io.plimsoll.center.intelligence;

import io.plimsoll.advisories.bundle.BundleKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The keys whose bundles this installation takes: one public key a file, `*.pub`, in a folder that only the operator
/// of this machine can write to. It is read again each time, so that a key counts as soon as it lies there.
///
/// @param folder `bundle-keys` in the data folder
record TrustedKeys(Path folder) {
    private static final Logger LOG = LoggerFactory.getLogger(TrustedKeys.class);

    List<BundleKey> all() {
        try {
            Files.createDirectories(folder);
            try (Stream<Path> files = Files.list(folder)) {
                return files.filter(file -> file.toString().endsWith(".pub"))
                        .sorted()
                        .flatMap(TrustedKeys::read)
                        .toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of bundle keys " + folder + " cannot be read", e);
        }
    }

    private static Stream<BundleKey> read(Path file) {
        try {
            return Stream.of(BundleKey.read(file));
        } catch (IllegalArgumentException e) {
            LOG.warn("{} is left out: {}", file, e.getMessage());
            return Stream.empty();
        }
    }
}
