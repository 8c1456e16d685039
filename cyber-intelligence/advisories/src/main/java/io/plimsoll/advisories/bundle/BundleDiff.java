package io.plimsoll.advisories.bundle;

import io.plimsoll.advisories.AddressList;
import io.plimsoll.advisories.AddressPrefix;
import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Advisory;
import io.plimsoll.advisories.Statement;
import io.plimsoll.model.Ssvc;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What changed from one bundle to another.
///
/// @param changes by the ids of the advisories
/// @param movedProbabilities how many advisories changed in nothing but their EPSS, which moves every day
/// @param endsOfLife by the names of the releases
/// @param addresses by the names of the lists
public record BundleDiff(
        BundleIdentity before,
        BundleIdentity after,
        List<Change> changes,
        int movedProbabilities,
        List<EndOfLife> endsOfLife,
        List<Addresses> addresses) {
    /// What became of an advisory.
    public enum Kind {
        ADDED,
        WITHDRAWN,
        CHANGED
    }

    /// @param fields of the advisory itself that changed, such as `severity`; empty if only what is said about packages
    /// did
    /// @param sources whose words about packages were added, withdrawn or changed
    /// @param packages which those words are about
    public record Change(
            String advisoryId,
            Kind kind,
            List<String> fields,
            SortedSet<String> sources,
            SortedSet<AdvisedPackage> packages) {
        public Change {
            fields = List.copyOf(fields);
        }
    }

    /// A release whose last day was added, withdrawn or moved.
    ///
    /// @param ecosystem such as `Debian:12`
    /// @param before null if the earlier bundle knew none
    /// @param after null if the later one knows none
    public record EndOfLife(
            String ecosystem,
            @Nullable LocalDate before,
            @Nullable LocalDate after) {}

    /// A list of malicious addresses that came, went or changed.
    ///
    /// @param added how many prefixes
    /// @param withdrawn how many prefixes
    /// @param until when its word ends now; null if the list is gone
    public record Addresses(
            String list,
            Kind kind,
            int added,
            int withdrawn,
            @Nullable Instant until) {}

    public BundleDiff {
        changes = List.copyOf(changes);
        endsOfLife = List.copyOf(endsOfLife);
        addresses = List.copyOf(addresses);
    }

    /// Walks through both bundles side by side; both must stay open meanwhile.
    public static BundleDiff between(Bundle before, Bundle after) {
        return new Walk(before, after).diff();
    }

    private static final class Walk {
        private final Bundle before;
        private final Bundle after;
        private final Places sources;
        private final Places sameSources;
        private final byte[] decisions;
        private final byte[] decisionsNow;
        private final Map<String, Change> changes = new TreeMap<>();
        private int movedProbabilities;

        Walk(Bundle before, Bundle after) {
            this.before = before;
            this.after = after;
            this.sources = Places.of(before.sources(), after.sources());
            this.sameSources = Places.same(after.sources().size());
            this.decisions = before.section(BundleHeader.DECISIONS);
            this.decisionsNow = after.section(BundleHeader.DECISIONS);
        }

        BundleDiff diff() {
            Places.walk(before.advisoryTable(), after.advisoryTable(), this::advisory);
            Places.walk(before.packageTable(), after.packageTable(), this::advised);
            return new BundleDiff(
                    before.identity(),
                    after.identity(),
                    List.copyOf(changes.values()),
                    movedProbabilities,
                    endsOfLife(before.endsOfLife(), after.endsOfLife()),
                    addresses(
                            before.maliciousAddresses().all(),
                            after.maliciousAddresses().all()));
        }

        private static List<EndOfLife> endsOfLife(Map<String, LocalDate> before, Map<String, LocalDate> after) {
            SortedSet<String> releases = new TreeSet<>(before.keySet());
            releases.addAll(after.keySet());
            return releases.stream()
                    .filter(release -> !Objects.equals(before.get(release), after.get(release)))
                    .map(release -> new EndOfLife(release, before.get(release), after.get(release)))
                    .toList();
        }

        private static List<Addresses> addresses(Map<String, AddressList> before, Map<String, AddressList> after) {
            SortedSet<String> names = new TreeSet<>(before.keySet());
            names.addAll(after.keySet());
            return names.stream()
                    .filter(name -> !Objects.equals(before.get(name), after.get(name)))
                    .map(name -> addresses(name, before.get(name), after.get(name)))
                    .toList();
        }

        private static Addresses addresses(String name, @Nullable AddressList old, @Nullable AddressList now) {
            Set<AddressPrefix> was = old == null ? Set.of() : new HashSet<>(old.prefixes());
            Set<AddressPrefix> is = now == null ? Set.of() : new HashSet<>(now.prefixes());
            return new Addresses(
                    name,
                    old == null ? Kind.ADDED : now == null ? Kind.WITHDRAWN : Kind.CHANGED,
                    (int) is.stream().filter(prefix -> !was.contains(prefix)).count(),
                    (int) was.stream().filter(prefix -> !is.contains(prefix)).count(),
                    now == null ? null : now.until());
        }

        private void advisory(int old, int now) {
            if (old < 0) {
                change(text(after.advisoryTable(), now), Kind.ADDED, List.of());
            } else if (now < 0) {
                change(text(before.advisoryTable(), old), Kind.WITHDRAWN, List.of());
            } else {
                boolean isDecidedOtherwise = !decision(decisions, old).equals(decision(decisionsNow, now));
                if (isDecidedOtherwise
                        || !Arrays.equals(
                                before.advisoryTable().record(old),
                                after.advisoryTable().record(now))) {
                    compare(
                            isDecidedOtherwise,
                            AdvisoryRecord.read(before.advisoryTable().at(old)),
                            AdvisoryRecord.read(after.advisoryTable().at(now)));
                }
            }
        }

        private static Optional<Ssvc> decision(byte[] decisions, int advisory) {
            return SideTables.readDecision(new RecordReader(decisions), advisory);
        }

        private void compare(boolean isDecidedOtherwise, Advisory old, Advisory now) {
            List<String> fields = new ArrayList<>();
            if (!old.aliases().equals(now.aliases())) {
                fields.add("aliases");
            }
            if (!old.title().equals(now.title())) {
                fields.add("title");
            }
            if (!old.published().equals(now.published())) {
                fields.add("published");
            }
            if (!old.vectors().equals(now.vectors())) {
                fields.add("severity");
            }
            if (old.kev() != now.kev()) {
                fields.add("kev");
            }
            if (isDecidedOtherwise) {
                fields.add("ssvc");
            }
            if (fields.isEmpty()) {
                movedProbabilities++;
            } else {
                change(now.id(), Kind.CHANGED, fields);
            }
        }

        private void advised(int old, int now) {
            if (old >= 0 && now >= 0 && moved(old).equals(unmoved(now))) {
                return;
            }
            SortedTable table = now < 0 ? before.packageTable() : after.packageTable();
            AdvisedPackage advised = RecordReader.checked(() -> AdvisedPackage.ofKey(table.key(now < 0 ? old : now)));
            Set<Statement> said = old < 0 ? Set.of() : new LinkedHashSet<>(before.statementsAt(old));
            Set<Statement> saidNow = now < 0 ? Set.of() : new LinkedHashSet<>(after.statementsAt(now));
            said.stream().filter(s -> !saidNow.contains(s)).forEach(s -> word(s, advised));
            saidNow.stream().filter(s -> !said.contains(s)).forEach(s -> word(s, advised));
        }

        private MovedStatements moved(int old) {
            return MovedStatements.of(before.packageTable(), old, sources);
        }

        private MovedStatements unmoved(int now) {
            return MovedStatements.of(after.packageTable(), now, sameSources);
        }

        private void word(Statement statement, AdvisedPackage advised) {
            Change change = changes.get(statement.advisoryId());
            if (change == null) {
                change = change(statement.advisoryId(), Kind.CHANGED, List.of());
            }
            change.sources().add(statement.source());
            change.packages().add(advised);
        }

        private Change change(String id, Kind kind, List<String> fields) {
            Change change = new Change(id, kind, fields, new TreeSet<>(), new TreeSet<>());
            changes.put(id, change);
            return change;
        }

        private static String text(SortedTable table, int index) {
            return new String(table.key(index), StandardCharsets.UTF_8);
        }
    }
}
