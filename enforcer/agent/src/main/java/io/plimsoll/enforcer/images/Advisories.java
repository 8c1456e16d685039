package io.plimsoll.enforcer.images;

import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.advisories.bundle.BundleDelta;
import io.plimsoll.advisories.bundle.BundleKey;
import io.plimsoll.advisories.bundle.BundleRefusedException;
import io.plimsoll.advisories.bundle.BundleTrust;
import io.plimsoll.advisories.matching.MatchReport;
import io.plimsoll.advisories.matching.Matcher;
import io.plimsoll.advisories.matching.NotAssessed;
import io.plimsoll.audittrail.EventType;
import io.plimsoll.enforcer.events.HostEvent;
import io.plimsoll.enforcer.events.Journal;
import io.plimsoll.enforcer.events.Subject;
import io.plimsoll.enforcer.failures.Failure;
import io.plimsoll.enforcer.failures.Failures;
import io.plimsoll.model.Digest;
import io.plimsoll.model.Inventory;
import io.plimsoll.policy.ImageContext;
import io.plimsoll.policy.ImageFacts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The intelligence bundle of this host, `bundle` on the disk. Belongs to the thread of [ImageBook].
final class Advisories {
    private final Path file;
    private final Journal journal;
    private final Failures failures;
    private Optional<BundleKey> key;
    private @Nullable Bundle bundle;

    Advisories(Path file, Optional<PublicKey> key, Journal journal, Failures failures) {
        this.file = file;
        this.key = key.map(BundleKey::new);
        this.journal = journal;
        this.failures = failures;
        if (Files.exists(file)) {
            openKept();
        }
    }

    private void openKept() {
        try {
            bundle = Bundle.open(file, trust(Instant.EPOCH));
        } catch (BundleRefusedException e) {
            failures.note(Failure.BUNDLE_UNREADABLE, String.valueOf(e.getMessage()));
        }
    }

    void trust(Optional<PublicKey> newKey) {
        key = newKey.map(BundleKey::new);
    }

    /// Which advisories are used; empty if there are none.
    String identity() {
        return bundle == null ? "" : bundle.identity().digest().toString();
    }

    /// Takes a bundle that lies in a file beside, or what leads to it from the one in use, unless it cannot be
    /// trusted or is older and nobody vouches for that.
    ///
    /// @return whether it counts now
    boolean take(BundleArrival arrival) {
        if (!BundleDelta.isDelta(arrival.file())) {
            return take(arrival.file(), arrival.mayBeOlder());
        }
        Path joined = arrival.file().resolveSibling("bundle.joined");
        if (joins(arrival, joined)) {
            return take(joined, arrival.mayBeOlder());
        }
        arrival.whenNotJoined().run();
        return false;
    }

    /// The whole bundle helps where the delta does not lead to what was offered, whatever is wrong with it.
    private boolean joins(BundleArrival arrival, Path joined) {
        try {
            Bundle base = bundle;
            if (base == null) {
                return false;
            }
            BundleDelta.apply(base, arrival.file(), joined, trust(Instant.EPOCH));
            if (digest(joined).equals(arrival.digest())) {
                return true;
            }
            Files.delete(joined);
        } catch (BundleRefusedException | IOException | UncheckedIOException e) {
            failures.note(Failure.BUNDLE_REFUSED, "the change of the bundle cannot be used: " + e.getMessage());
        } finally {
            remove(arrival.file());
        }
        return false;
    }

    private static String digest(Path file) throws IOException {
        MessageDigest sha256 = Digest.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return Digest.ofRaw(sha256.digest()).toString();
    }

    private boolean take(Path candidate, boolean mayBeOlder) {
        try {
            Bundle before = bundle;
            Instant floor = before == null ? Instant.EPOCH : before.identity().builtAt();
            Bundle next = Bundle.openWhole(candidate, trust(mayBeOlder ? Instant.EPOCH : floor));
            Files.move(candidate, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            bundle = next;
            if (before != null) {
                before.close();
            }
            journal.record(HostEvent.of(EventType.ENFORCER_BUNDLE_APPLIED, Subject.enforcer())
                    .with("bundle", next.identity().digest())
                    .with("built-at", next.identity().builtAt())
                    .with("older-allowed", next.identity().builtAt().isBefore(floor) ? "yes" : "no"));
            return true;
        } catch (BundleRefusedException | IOException e) {
            refuse(candidate, String.valueOf(e.getMessage()));
            return false;
        }
    }

    private void refuse(Path candidate, String why) {
        failures.note(Failure.BUNDLE_REFUSED, why);
        journal.record(HostEvent.of(EventType.ENFORCER_BUNDLE_REFUSED, Subject.enforcer())
                .failed(why));
        remove(candidate);
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BundleTrust trust(Instant notOlderThan) {
        return new BundleTrust(key.stream().toList(), notOlderThan);
    }

    /// Holds an inventory against the advisories. Without any, no package is assessed.
    ///
    /// @param scanned the day of the scan, in UTC
    ImageFacts match(List<String> names, Inventory inventory, LocalDate scanned) {
        Bundle known = bundle;
        if (known == null) {
            return withoutAdvisories(names, inventory, scanned);
        }
        try {
            MatchReport report = Matcher.match(inventory, known);
            ImageContext context = new ImageContext(
                    scanned, Matcher.endOfLife(inventory.distribution(), known).orElse(null), Set.of(), null, null);
            return ImageFacts.scanned(names, inventory, report.findings(), notAssessed(report), context);
        } catch (BundleRefusedException e) {
            failures.note(Failure.BUNDLE_UNREADABLE, String.valueOf(e.getMessage()));
            bundle = null;
            known.close();
            return withoutAdvisories(names, inventory, scanned);
        }
    }

    private static ImageFacts withoutAdvisories(List<String> names, Inventory inventory, LocalDate scanned) {
        List<String> missing = inventory.packages().isEmpty()
                ? List.of()
                : List.of("this host has no advisories that can be used, so no package was assessed");
        return ImageFacts.scanned(
                names, inventory, List.of(), missing, new ImageContext(scanned, null, Set.of(), null, null));
    }

    /// One sentence for each ecosystem and cause, worded as the command line words it.
    private static List<String> notAssessed(MatchReport report) {
        Map<String, List<NotAssessed>> groups = report.notAssessed().stream()
                .collect(Collectors.groupingBy(
                        n -> n.ecosystem() + " " + n.cause(), LinkedHashMap::new, Collectors.toList()));
        return groups.values().stream().map(Advisories::sentence).toList();
    }

    private static String sentence(List<NotAssessed> group) {
        int count = group.size();
        return count + (count == 1 ? " package of " : " packages of ")
                + group.getFirst().ecosystem() + " not assessed: "
                + group.getFirst().reason();
    }
}
