package io.plimsoll.cli;

import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.advisories.bundle.BundleDelta;
import io.plimsoll.advisories.bundle.BundleKey;
import io.plimsoll.advisories.bundle.BundleTrust;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Which intelligence bundles this person trusts, and which one counts when none is named.
public final class TrustedBundles {
    private TrustedBundles() {}

    /// The folder of trusted keys: `bundle-keys/*.pub` in the configuration folder.
    public static Path keyFolder() {
        return Configuration.folder().resolve("bundle-keys");
    }

    /// The bundle that `plimsoll feed import` put in place.
    public static Path current() {
        return Configuration.folder().resolve("current.bundle");
    }

    /// Opens the named bundle, or the imported one when none is named.
    ///
    /// @param keyFiles trusted besides the configured keys
    /// @return empty if none is named and none was imported
    public static Optional<Bundle> open(Optional<Path> named, List<Path> keyFiles) {
        if (named.isEmpty() && !Files.exists(current())) {
            return Optional.empty();
        }
        return Optional.of(open(named.orElseGet(TrustedBundles::current), keyFiles));
    }

    /// Opens a bundle signed by a key that is configured (a file in [#keyFolder]) or given.
    public static Bundle open(Path file, List<Path> keyFiles) {
        return Bundle.open(file, BundleTrust.in(keys(keyFiles)));
    }

    /// The same once every byte of it holds.
    public static Bundle openWhole(Path file, List<Path> keyFiles) {
        return Bundle.openWhole(file, BundleTrust.in(keys(keyFiles)));
    }

    /// Puts the bundle together to which a delta leads.
    ///
    /// @param base that it leads from
    public static void apply(Bundle base, Path delta, Path output, List<Path> keyFiles) {
        try {
            BundleDelta.apply(base, delta, output, BundleTrust.in(keys(keyFiles)));
        } catch (UncheckedIOException e) {
            throw new CommandFailure("the delta cannot be applied: " + AtomicFile.reason(e), e);
        }
    }

    /// The keys that are trusted: those in [#keyFolder], and those given.
    public static List<BundleKey> keys(List<Path> keyFiles) {
        List<Path> files = new ArrayList<>(keyFiles);
        if (Files.isDirectory(keyFolder())) {
            try (Stream<Path> configured = Files.list(keyFolder())) {
                configured.filter(f -> f.toString().endsWith(".pub")).sorted().forEach(files::add);
            } catch (IOException e) {
                throw new CommandFailure(
                        "cannot read the trusted keys in " + keyFolder() + ": " + AtomicFile.reason(e), e);
            }
        }
        List<BundleKey> keys = new ArrayList<>();
        for (Path file : files) {
            try {
                keys.add(BundleKey.read(file));
            } catch (UncheckedIOException | IllegalArgumentException e) {
                throw new CommandFailure("cannot use the key " + file + ": " + AtomicFile.reason(e), e);
            }
        }
        return keys;
    }
}
