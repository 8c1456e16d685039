package io.plimsoll.advisories.bundle;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Advisory;
import io.plimsoll.advisories.Ssvc;
import io.plimsoll.advisories.Statement;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;

/// An open bundle. It may be read by many threads at once; whoever opened it closes it when no one reads it any more.
///
/// The file is mapped, not copied: replace a bundle by renaming a new file over it, never by writing into it.
public final class Bundle implements AutoCloseable {
    private final Arena arena;
    private final BundleIdentity identity;
    private final MemorySegment envelope;
    private final BundleHeader header;
    private final SortedTable advisories;
    private final SortedTable packages;
    private final Beside beside;

    /// What lies beside advisories and packages.
    ///
    /// @param sections as they are in the file, those of format 2
    record Beside(
            List<MemorySegment> sections, SortedMap<String, LocalDate> endsOfLife, MaliciousAddresses addresses) {}

    Bundle(
            Arena arena,
            BundleIdentity identity,
            MemorySegment envelope,
            BundleHeader header,
            SortedTable advisories,
            SortedTable packages,
            Beside beside) {
        this.arena = arena;
        this.identity = identity;
        this.envelope = envelope;
        this.header = header;
        this.advisories = advisories;
        this.packages = packages;
        this.beside = beside;
    }

    /// Opens a bundle once its signature, its date and the digest of every byte hold.
    ///
    /// @throws BundleRefusedException if one of them does not
    public static Bundle open(Path file, BundleTrust trust) {
        return BundleOpening.open(file, trust);
    }

    public BundleIdentity identity() {
        return identity;
    }

    /// Preamble, header and signature as they lie in the file.
    MemorySegment envelope() {
        return envelope;
    }

    BundleHeader header() {
        return header;
    }

    SortedTable advisoryTable() {
        return advisories;
    }

    SortedTable packageTable() {
        return packages;
    }

    /// The sections that follow the tables, in the order of the file; none in format 1.
    List<MemorySegment> sideSections() {
        return beside.sections;
    }

    /// Every source that the builder looked at, those left out included.
    public List<SourceReport> sources() {
        return header.sources();
    }

    public List<Coverage> coverage() {
        return header.coverage();
    }

    /// What the bundle knows of an ecosystem or release; empty if it cannot speak about it.
    public Optional<Coverage> coverageOf(String ecosystem) {
        return header.coverage().stream()
                .filter(c -> c.ecosystem().equals(ecosystem))
                .findFirst();
    }

    /// All that is said about one package, grouped by advisory.
    public List<Statement> statementsAbout(AdvisedPackage advised) {
        OptionalInt index = packages.find(advised.key());
        return index.isEmpty() ? List.of() : statementsAt(index.getAsInt());
    }

    List<Statement> statementsAt(int index) {
        RecordReader reader = packages.at(index);
        reader.block();
        return reader.list(r -> StatementRecord.read(r, advisories, header.sources()));
    }

    public Optional<Advisory> advisory(String id) {
        OptionalInt index = advisories.find(id.getBytes(StandardCharsets.UTF_8));
        return index.isEmpty() ? Optional.empty() : Optional.of(AdvisoryRecord.read(advisories.at(index.getAsInt())));
    }

    /// How CISA weighs a vulnerability; empty where it has not, or the bundle has no such advisory.
    public Optional<Ssvc> decision(String advisoryId) {
        OptionalInt index = advisories.find(advisoryId.getBytes(StandardCharsets.UTF_8));
        return index.isEmpty() || beside.sections.isEmpty()
                ? Optional.empty()
                : SideTables.readDecision(beside.sections.getFirst(), index.getAsInt());
    }

    /// The day on which the life of a release ends, such as `Debian:10`: nobody mends it for everybody from then on.
    public Optional<LocalDate> endOfLife(String ecosystem) {
        return Optional.ofNullable(beside.endsOfLife.get(ecosystem));
    }

    /// Valid as long as the bundle is open.
    public MaliciousAddresses maliciousAddresses() {
        return beside.addresses;
    }

    /// The names of an ecosystem that anything is said about, in order.
    public List<String> namesIn(String ecosystem) {
        String prefix = ecosystem + '\0';
        List<String> names = new ArrayList<>();
        for (int i = packages.firstFrom(prefix.getBytes(StandardCharsets.UTF_8)); i < packages.size(); i++) {
            String key = packages.at(i).text();
            if (!key.startsWith(prefix)) {
                break;
            }
            names.add(key.substring(prefix.length()));
        }
        return names;
    }

    public int advisoryCount() {
        return advisories.size();
    }

    public int packageCount() {
        return packages.size();
    }

    @Override
    public void close() {
        arena.close();
    }
}
