package io.plimsoll.center;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Advisory;
import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.Statement;
import io.plimsoll.advisories.VersionRange;
import io.plimsoll.advisories.bundle.BundleContents;
import io.plimsoll.advisories.bundle.BundleKey;
import io.plimsoll.advisories.bundle.BundleWriter;
import io.plimsoll.advisories.bundle.Coverage;
import io.plimsoll.advisories.bundle.SourceReport;
import io.plimsoll.model.Cvss;
import io.plimsoll.model.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A signed bundle that knows of one critical vulnerability in the npm package `lodash`, fixed in 4.17.12, and of the
/// end of Debian 10.
public final class TestBundle {
    private final KeyPair keys;

    public TestBundle() {
        try {
            keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public BundleKey key() {
        return new BundleKey(keys.getPublic());
    }

    /// Lets a Center trust the key.
    public TestBundle trustedBy(TestCenter center) {
        try {
            Path folder = Files.createDirectories(center.data().resolve("bundle-keys"));
            Files.writeString(folder.resolve("test.pub"), key().toPem());
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The bytes of a bundle that was built then.
    ///
    /// @param fixedIn version of lodash that is good again
    public byte[] built(Instant at, String fixedIn) {
        try {
            Path file = Files.createTempFile("bundle", ".bundle");
            BundleWriter.write(contents(at, fixedIn), file, key(), keys.getPrivate());
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BundleContents contents(Instant at, String fixedIn) {
        return new BundleContents(
                at,
                List.of(new SourceReport(
                        "OSV npm", at.toString().substring(0, 10), 1, 0, SourceReport.State.READ, null)),
                List.of(new Coverage("npm", Coverage.Extent.FULL, "OSV npm")),
                List.of(new Advisory(
                        "CVE-2019-10744",
                        List.of("GHSA-jf85-cpcp-j695"),
                        "Prototype pollution in lodash",
                        "2019-07-10",
                        List.of(new Cvss(9.1, "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:H", "nvd")),
                        true,
                        0.5)),
                Map.of(
                        new AdvisedPackage("npm", "lodash"),
                        List.of(new Statement(
                                "CVE-2019-10744",
                                "GHSA-jf85-cpcp-j695",
                                "OSV npm",
                                Severity.CRITICAL,
                                new Answer.Affected(List.of(VersionRange.before(fixedIn)), List.of())))),
                Map.of(),
                new TreeMap<>(Map.of("Debian:10", LocalDate.of(2024, 6, 30))),
                List.of());
    }
}
