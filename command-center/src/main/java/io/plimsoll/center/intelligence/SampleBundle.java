package io.plimsoll.center.intelligence;

import io.plimsoll.advisories.bundle.BundleRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The small bundle that comes with the product, so that it has something to say before anyone fetched anything. It and
/// the key beside it belong to the installed programs, which the Center cannot change.
final class SampleBundle {
    private static final Logger LOG = LoggerFactory.getLogger(SampleBundle.class);
    private static final String NAME = "sample-feed";

    private SampleBundle() {}

    /// Takes the bundle below `share/` of the installation, if there is one.
    ///
    /// @param home where the programs are installed
    static void take(Optional<Path> home, TrustedKeys keys, Intelligence intelligence) {
        Optional<Path> share = home.map(folder -> folder.resolve("share"));
        Optional<Path> bundle = share.map(s -> s.resolve(NAME + ".bundle")).filter(Files::exists);
        Optional<Path> key = share.map(s -> s.resolve(NAME + ".pub")).filter(Files::exists);
        if (bundle.isEmpty() || key.isEmpty()) {
            return;
        }
        try (InputStream content = Files.newInputStream(bundle.get())) {
            Files.createDirectories(keys.folder());
            Files.copy(key.get(), keys.folder().resolve(NAME + ".pub"), StandardCopyOption.REPLACE_EXISTING);
            intelligence.take(content, false, "system:center", "start of the server");
        } catch (IOException e) {
            throw new UncheckedIOException("the sample bundle " + bundle.get() + " cannot be read", e);
        } catch (BundleRefusedException e) {
            LOG.warn("the sample bundle is left out: {}", e.getMessage());
        }
    }
}
