package io.plimsoll.advisories.bundle;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Advisory;
import io.plimsoll.advisories.Statement;
import io.plimsoll.model.Ssvc;
import java.lang.foreign.Arena;
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
/// The file is mapped: replace a bundle by renaming a new file over it, never by writing into it. Each block of it is
/// checked when it is read, so every method that answers from the file may throw a [BundleRefusedException]: then
/// the file was changed or cut off since it was accepted, and there is no answer.
public final class Bundle implements AutoCloseable {
    private final Arena arena;
    private final BundleIdentity identity;
    private final byte[] envelope;
    private final BundleHeader header;
    private final Sections sections;
    private final SortedTable advisories;
    private final SortedTable packages;

    Bundle(Arena arena, BundleIdentity identity, byte[] envelope, BundleHeader header, Sections sections) {
        this.arena = arena;
        this.identity = identity;
        this.envelope = envelope;
        this.header = header;
        this.sections = sections;
        this.advisories = sections.table(BundleHeader.ADVISORIES);
        this.packages = sections.table(BundleHeader.PACKAGES);
    }

    /// Opens a bundle once its signature and its date hold. This takes the same time for every size.
    ///
    /// @throws BundleRefusedException if one of them does not
    public static Bundle open(Path file, BundleTrust trust) {
        return BundleOpening.open(file, trust);
    }

    /// Opens a bundle once every byte of it holds: for whoever accepts one that came from elsewhere.
    ///
    /// @throws BundleRefusedException if one does not
    public static Bundle openWhole(Path file, BundleTrust trust) {
        Bundle bundle = open(file, trust);
        try {
            bundle.sections.checkAll();
            return bundle;
        } catch (RuntimeException e) {
            bundle.close();
            throw e;
        }
    }

    public BundleIdentity identity() {
        return identity;
    }

    /// Preamble, header and signature as they lie in the file.
    byte[] envelope() {
        return envelope.clone();
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

    /// A section that lies behind the tables.
    byte[] section(int section) {
        return sections.record(section).rest();
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
        return reader.list(r -> StatementRecord.read(r, header.sources()));
    }

    public Optional<Advisory> advisory(String id) {
        OptionalInt index = advisories.find(id.getBytes(StandardCharsets.UTF_8));
        return index.isEmpty() ? Optional.empty() : Optional.of(AdvisoryRecord.read(advisories.at(index.getAsInt())));
    }

    /// How CISA weighs a vulnerability; empty where it has not, or the bundle has no such advisory.
    public Optional<Ssvc> decision(String advisoryId) {
        OptionalInt index = advisories.find(advisoryId.getBytes(StandardCharsets.UTF_8));
        return index.isEmpty()
                ? Optional.empty()
                : SideTables.readDecision(sections.record(BundleHeader.DECISIONS), index.getAsInt());
    }

    /// The day on which the life of a release ends, such as `Debian:10`: nobody mends it for everybody from then on.
    public Optional<LocalDate> endOfLife(String ecosystem) {
        return Optional.ofNullable(endsOfLife().get(ecosystem));
    }

    SortedMap<String, LocalDate> endsOfLife() {
        return SideTables.readEndsOfLife(section(BundleHeader.ENDS_OF_LIFE));
    }

    /// A copy, which does not need the open bundle.
    public MaliciousAddresses maliciousAddresses() {
        return MaliciousAddresses.read(
                section(BundleHeader.ADDRESS_LISTS),
                section(BundleHeader.ADDRESSES_V4),
                section(BundleHeader.ADDRESSES_V6));
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
