package io.plimsoll.benchmarks;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Advisory;
import io.plimsoll.advisories.Statement;
import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.advisories.bundle.BundleContents;
import io.plimsoll.advisories.bundle.BundleKey;
import io.plimsoll.advisories.bundle.BundleTrust;
import io.plimsoll.advisories.bundle.BundleWriter;
import io.plimsoll.advisories.bundle.Coverage;
import io.plimsoll.feeds.FeedBuild;
import io.plimsoll.feeds.SigningKey;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/// Two bundles of the same feeds, a day apart: the earlier one does not know some of the vulnerabilities yet, and every
/// vulnerability has another probability of exploitation, as it does each day.
///
/// @param key of both
record TwoDays(Path before, Path after, BundleKey key) {
    private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");

    /// @param news how many vulnerabilities the second day brought
    static TwoDays of(Path feeds, Path folder, int news) throws Exception {
        Path source = folder.resolve("feed.bundle");
        SigningKey sourceKey = SigningKey.loadOrCreate(folder.resolve("feed.key"));
        FeedBuild.build(feeds, source, sourceKey, NOW);
        KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        BundleKey key = new BundleKey(keys.getPublic());
        Path before = folder.resolve("before.bundle");
        Path after = folder.resolve("after.bundle");
        BundleKey trusted = BundleKey.read(SigningKey.publicKeyFile(folder.resolve("feed.key")));
        try (Bundle bundle = Bundle.open(source, BundleTrust.in(List.of(trusted)))) {
            Map<AdvisedPackage, List<Statement>> statements = statements(bundle);
            Set<String> known = new HashSet<>();
            statements.values().forEach(all -> all.forEach(s -> known.add(s.advisoryId())));
            List<String> ids = new ArrayList<>(known.stream().sorted().toList());
            Collections.shuffle(ids, new Random(1));
            Set<String> unknown = Set.copyOf(ids.subList(0, news));
            BundleWriter.write(contents(bundle, statements, Set.of(), 0), after, key, keys.getPrivate());
            BundleWriter.write(contents(bundle, statements, unknown, 0.0001), before, key, keys.getPrivate());
        }
        return new TwoDays(before, after, key);
    }

    private static Map<AdvisedPackage, List<Statement>> statements(Bundle bundle) {
        Map<AdvisedPackage, List<Statement>> statements = new TreeMap<>();
        for (Coverage coverage : bundle.coverage()) {
            for (String name : bundle.namesIn(coverage.ecosystem())) {
                AdvisedPackage advised = new AdvisedPackage(coverage.ecosystem(), name);
                statements.put(advised, bundle.statementsAbout(advised));
            }
        }
        return statements;
    }

    private static BundleContents contents(
            Bundle bundle, Map<AdvisedPackage, List<Statement>> all, Set<String> unknown, double drift) {
        Map<AdvisedPackage, List<Statement>> statements = new TreeMap<>();
        Map<String, Advisory> advisories = new TreeMap<>();
        all.forEach((advised, said) -> {
            List<Statement> kept =
                    said.stream().filter(s -> !unknown.contains(s.advisoryId())).toList();
            if (!kept.isEmpty()) {
                statements.put(advised, kept);
                kept.forEach(s -> advisories.computeIfAbsent(s.advisoryId(), id -> drifted(bundle, id, drift)));
            }
        });
        return new BundleContents(
                drift == 0 ? NOW : NOW.minus(Duration.ofDays(1)),
                bundle.sources(),
                bundle.coverage(),
                List.copyOf(advisories.values()),
                statements);
    }

    private static Advisory drifted(Bundle bundle, String id, double drift) {
        Advisory advisory = bundle.advisory(id).orElseThrow();
        Double epss = advisory.epss();
        return new Advisory(
                id,
                advisory.aliases(),
                advisory.title(),
                advisory.published(),
                advisory.vectors(),
                advisory.kev(),
                epss == null ? null : Double.valueOf(Math.min(1, epss + drift)));
    }
}
