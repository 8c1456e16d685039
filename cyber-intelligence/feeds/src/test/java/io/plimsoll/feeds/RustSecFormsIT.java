package io.plimsoll.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.Statement;
import io.plimsoll.advisories.VersionRange;
import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.advisories.bundle.BundleTrust;
import io.plimsoll.advisories.versions.SemanticVersions;
import io.plimsoll.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// RustSec publishes its advisories in a form of its own and as OSV: a test of how we understand its requirements.
class RustSecFormsIT {
    @TempDir
    Path folder;

    @Test
    void bothFormsMeanTheSameVersions() throws IOException {
        Path original = SharedData.at("feeds/native/rustsec-advisory-db.tar.gz");
        Path osv = SharedData.at("feeds/osv/crates.io/all.zip");
        SigningKey key = SigningKey.loadOrCreate(folder.resolve("feed.key"));
        int compared = 0;
        List<String> different = new ArrayList<>();
        try (Bundle ours = build(original, "native", key);
                Bundle theirs = build(osv, "osv/crates.io", key)) {
            for (String name : ours.namesIn("crates.io")) {
                AdvisedPackage advised = new AdvisedPackage("crates.io", name);
                for (Statement statement : ours.statementsAbout(advised)) {
                    for (Statement other : theirs.statementsAbout(advised)) {
                        if (statement.recordId().equals(other.recordId())) {
                            compared++;
                            if (!agree(ranges(statement), ranges(other))) {
                                different.add(name + " " + statement + " " + other);
                            }
                        }
                    }
                }
            }
        }
        System.out.printf(
                "RustSec: %d advisories in both forms, %d mean different versions%n", compared, different.size());
        assertThat(compared).isGreaterThan(500);
        assertThat(different).isEmpty();
    }

    private Bundle build(Path source, String place, SigningKey key) throws IOException {
        Path feeds = folder.resolve("feeds-" + place.replace('/', '-'));
        Files.createDirectories(feeds.resolve(place));
        Files.copy(source, feeds.resolve(place).resolve(source.getFileName()));
        Path bundle = folder.resolve(place.replace('/', '-') + ".bundle");
        FeedBuild.build(feeds, bundle, key, Instant.parse("2026-11-23T00:00:00Z"));
        return Bundle.open(bundle, BundleTrust.in(List.of(key.publicKey())));
    }

    private static List<VersionRange> ranges(Statement statement) {
        return ((Answer.Affected) statement.answer()).ranges();
    }

    /// At every bound, right before it and right behind it.
    private static boolean agree(List<VersionRange> a, List<VersionRange> b) {
        Set<String> versions = new TreeSet<>(List.of("0.0.0", "9999.0.0"));
        for (List<VersionRange> ranges : List.of(a, b)) {
            for (VersionRange range : ranges) {
                versions.add(range.introduced());
                range.fixed().ifPresent(versions::add);
                range.fixed().ifPresent(fixed -> versions.add(fixed + ".1"));
            }
        }
        versions.removeIf(version -> !SemanticVersions.INSTANCE.isReadable(version));
        return versions.stream().allMatch(version -> holds(a, version) == holds(b, version));
    }

    private static boolean holds(List<VersionRange> ranges, String version) {
        return ranges.stream().anyMatch(range -> range.contains(version, SemanticVersions.INSTANCE));
    }
}
