package io.plimsoll.benchmarks;

import io.plimsoll.advisories.AdvisedPackage;
import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.Statement;
import io.plimsoll.advisories.VersionRange;
import io.plimsoll.advisories.bundle.Bundle;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.model.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Images of Debian 12 with applications in them, as a Center keeps them once they are scanned. What they hold is drawn
/// from what the bundle knows; most versions are new enough, some are those before a fix.
final class ManyImages {
    private static final List<String> LIBRARIES = List.of("npm", "Maven", "PyPI");
    private static final int AT_ONCE = 100;
    private static final double OLD = 0.05;

    private ManyImages() {}

    /// One package that images may hold.
    ///
    /// @param old a version that a fix replaced
    private record Candidate(String ecosystem, String name, String old) {}

    static void store(Database database, Bundle bundle, int images, int packages) {
        Random random = new Random(7);
        List<Candidate> debian = candidates(bundle, "Debian:12");
        List<Candidate> libraries = LIBRARIES.stream()
                .flatMap(ecosystem -> candidates(bundle, ecosystem).stream())
                .toList();
        // Base images hold the same few hundred packages.
        List<Candidate> base = debian.subList(0, Math.min(debian.size(), packages * 2));
        for (int first = 0; first < images; first += AT_ONCE) {
            int from = first;
            int to = Math.min(images, first + AT_ONCE);
            database.write(transaction -> {
                List<@Nullable Object[]> rows = new ArrayList<>();
                for (int image = from; image < to; image++) {
                    String id = Digest.of(("image " + image).getBytes(StandardCharsets.UTF_8))
                            .toString();
                    insert(transaction, id, image, packages);
                    for (int number = 0; number < packages; number++) {
                        List<Candidate> those = number < packages * 2 / 3 ? base : libraries;
                        rows.add(row(id, number, those.get(random.nextInt(those.size())), random));
                    }
                }
                transaction.copy(
                        "image_package (image_id, number, name, version, type, purl, source_name, source_version,"
                                + " architecture, path, ecosystem, lookup_name, lookup_version)",
                        rows);
                return true;
            });
        }
        database.write(transaction -> transaction.change("update image set due = true"));
    }

    private static void insert(Transaction transaction, String id, int image, int packages) {
        transaction.change(
                "insert into image (id, name, names, size, first_seen_at, image_labels, scan_state, scanned_at,"
                        + " distribution, verdict, violations, search, due) values (?, ?, array[?], 1, ?, '{}',"
                        + " 'scanned', ?, 'Debian GNU/Linux 12', 'pending', '[]', ?, false)",
                id,
                "shop/" + image,
                "shop/" + image,
                Instant.now(),
                Instant.now(),
                "shop/" + image);
        transaction.change(
                "insert into image_inventory (image_id, received_at, document, packages, executables, distribution,"
                        + " layers, gaps) values (?, ?, '', ?, 0, '{\"id\": \"debian\", \"versionId\": \"12\","
                        + " \"codename\": \"bookworm\", \"prettyName\": \"Debian GNU/Linux 12\"}', '[]', '[]')",
                id,
                Instant.now(),
                packages);
    }

    private static @Nullable Object[] row(String image, int number, Candidate candidate, Random random) {
        boolean isDebian = candidate.ecosystem.startsWith("Debian");
        String version = random.nextDouble() < OLD ? candidate.old : isDebian ? "9999:1" : "9999.0.0";
        String type = isDebian ? "deb" : candidate.ecosystem.toLowerCase(Locale.ROOT);
        return new @Nullable Object[] {
            image,
            number,
            candidate.name,
            version,
            type,
            "pkg:" + type + "/" + candidate.name + "@" + version,
            isDebian ? candidate.name : null,
            isDebian ? version : null,
            "",
            isDebian ? "/var/lib/dpkg/status" : "/app/" + number,
            candidate.ecosystem,
            candidate.name,
            version
        };
    }

    private static List<Candidate> candidates(Bundle bundle, String ecosystem) {
        List<Candidate> candidates = new ArrayList<>();
        for (String name : bundle.namesIn(ecosystem)) {
            bundle.statementsAbout(new AdvisedPackage(ecosystem, name)).stream()
                    .flatMap(ManyImages::fixes)
                    .findFirst()
                    .ifPresent(fix -> candidates.add(new Candidate(ecosystem, name, before(ecosystem, fix))));
        }
        Collections.shuffle(candidates, new Random(3));
        return candidates;
    }

    private static Stream<String> fixes(Statement statement) {
        return statement.answer() instanceof Answer.Affected(List<VersionRange> ranges, List<String> versions)
                ? ranges.stream().flatMap(range -> range.fixed().stream())
                : Stream.empty();
    }

    /// A version that every scheme puts before the fix.
    private static String before(String ecosystem, String fix) {
        return ecosystem.startsWith("Debian") ? fix + "~old" : "0.0.1";
    }
}
