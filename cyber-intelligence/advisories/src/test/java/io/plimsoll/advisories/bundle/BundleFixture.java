package io.plimsoll.advisories.bundle;

import io.plimsoll.advisories.AddressList;
import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Advisory;
import io.plimsoll.advisories.Statement;
import io.plimsoll.model.Ssvc;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Builds small bundles for tests.
public final class BundleFixture {
    public static final Instant BUILT_AT = Instant.parse("2026-11-01T06:00:00Z");

    private final KeyPair keys;
    private final List<SourceReport> sources = new ArrayList<>();
    private final List<Coverage> coverage = new ArrayList<>();
    private final Map<String, Advisory> advisories = new LinkedHashMap<>();
    private final Map<AdvisedPackage, List<Statement>> statements = new TreeMap<>();

    private final Map<String, Ssvc> decisions = new TreeMap<>();
    private final SortedMap<String, LocalDate> endsOfLife = new TreeMap<>();
    private final List<AddressList> addresses = new ArrayList<>();

    public BundleFixture() {
        keys = newKeys();
    }

    public static KeyPair newKeys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public BundleFixture source(String name) {
        sources.add(new SourceReport(name, "2026-10-31", 1, 0, SourceReport.State.READ, null));
        return this;
    }

    public BundleFixture sourceWithout(int skipped, String name, String problem) {
        sources.add(new SourceReport(name, "2026-10-31", 100, skipped, SourceReport.State.READ, problem));
        return this;
    }

    public BundleFixture leftOut(String name, String problem) {
        sources.add(new SourceReport(name, "", 0, 0, SourceReport.State.LEFT_OUT, problem));
        return this;
    }

    public BundleFixture covers(String ecosystem, Coverage.Extent extent) {
        coverage.add(new Coverage(ecosystem, extent, sources.getFirst().name()));
        return this;
    }

    public BundleFixture advisory(Advisory advisory) {
        advisories.put(advisory.id(), advisory);
        return this;
    }

    /// Adds a statement, and a plain advisory for it unless there is one.
    public BundleFixture says(String ecosystem, String name, Statement statement) {
        advisories.putIfAbsent(
                statement.advisoryId(),
                new Advisory(statement.advisoryId(), List.of(), "", "", List.of(), false, null));
        statements
                .computeIfAbsent(new AdvisedPackage(ecosystem, name), _ -> new ArrayList<>())
                .add(statement);
        return this;
    }

    public BundleFixture decides(String advisoryId, Ssvc decision) {
        decisions.put(advisoryId, decision);
        return this;
    }

    public BundleFixture endOfLife(String ecosystem, LocalDate day) {
        endsOfLife.put(ecosystem, day);
        return this;
    }

    public BundleFixture addresses(AddressList list) {
        addresses.add(list);
        return this;
    }

    public BundleIdentity write(Path file, Instant builtAt) {
        BundleContents contents = new BundleContents(
                builtAt,
                sources,
                coverage,
                List.copyOf(advisories.values()),
                statements,
                decisions,
                endsOfLife,
                addresses);
        return BundleWriter.write(contents, file, key(), keys.getPrivate());
    }

    public BundleKey key() {
        return new BundleKey(keys.getPublic());
    }

    public BundleTrust trust() {
        return BundleTrust.in(List.of(key()));
    }

    /// Writes it and opens it.
    public Bundle open(Path folder) {
        Path file = folder.resolve("test.bundle");
        write(file, BUILT_AT);
        return Bundle.open(file, trust());
    }
}
