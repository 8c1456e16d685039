package io.plimsoll.advisories.bundle;

import io.plimsoll.advisories.AddressList;
import io.plimsoll.advisories.AddressPrefix;
import io.plimsoll.advisories.Advisory;
import io.plimsoll.advisories.Answer;
import io.plimsoll.advisories.Statement;
import io.plimsoll.advisories.VersionRange;
import io.plimsoll.model.Cvss;
import io.plimsoll.model.Severity;
import io.plimsoll.model.Ssvc;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Bundles of one seed, and what a few days do to them: advisories come, go and change, packages too, and sources.
final class RandomBundles {
    private static final int IDS = 60;

    private final Random random;
    private final long seed;

    RandomBundles(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    /// @param day of the same world: neighbours have most in common
    BundleFixture on(int day) {
        BundleFixture fixture = new BundleFixture();
        fixture.source("first").source("second");
        if (day % 2 == 1) {
            fixture.source("third");
        }
        beside(fixture, day);
        for (int i = 0; i < IDS; i++) {
            Random about = new Random(seed * 1000 + i);
            boolean isThere = about.nextInt(8) != day % 8;
            if (isThere) {
                advisory(fixture, i, day, about);
            }
        }
        return fixture;
    }

    /// Every second day has the ends of life of the day before, every third its addresses.
    private static void beside(BundleFixture fixture, int day) {
        if (day > 0) {
            fixture.endOfLife("Debian:10", LocalDate.ofEpochDay(20_000 + day / 2));
            fixture.addresses(new AddressList(
                    "list", "", BundleFixture.BUILT_AT, List.of(AddressPrefix.parse("192.0.2." + day / 3))));
        }
    }

    private void advisory(BundleFixture fixture, int number, int day, Random about) {
        String id = "CVE-20" + (10 + about.nextInt(15)) + "-" + number;
        boolean moves = about.nextInt(4) == 0;
        fixture.advisory(new Advisory(
                id,
                about.nextBoolean() ? List.of("GHSA-" + number) : List.of(),
                "title of " + number + (moves && about.nextBoolean() ? " on day " + day : ""),
                "2026-01-01",
                about.nextBoolean() ? List.of(new Cvss(5.5, "CVSS:3.1/AV:N", "nvd")) : List.of(),
                about.nextInt(10) == 0,
                moves ? (day % 10) / 10.0 : null));
        if (number % 5 == 0) {
            fixture.decides(id, new Ssvc(Ssvc.Exploitation.POC, day % 2 == 0, moves));
        }
        int words = 1 + about.nextInt(5);
        for (int i = 0; i < words; i++) {
            String ecosystem = about.nextBoolean() ? "npm" : "Debian:12";
            String name = "p" + about.nextInt(12);
            Answer answer = answer(about, about.nextInt(6) == 0 ? day : 0);
            fixture.says(
                    ecosystem,
                    name,
                    new Statement(
                            id, about.nextBoolean() ? id : "DSA-" + number, source(about, day), Severity.HIGH, answer));
        }
    }

    private static String source(Random about, int day) {
        int source = about.nextInt(3);
        return source == 0 ? "first" : source == 2 && day % 2 == 1 ? "third" : "second";
    }

    private static Answer answer(Random about, int day) {
        return switch (about.nextInt(5)) {
            case 0 -> new Answer.Unfixed("on day " + day);
            case 1 -> new Answer.WillNotFix("");
            case 2 -> new Answer.Undetermined();
            case 3 -> new Answer.NotAffected();
            default -> {
                List<VersionRange> ranges = new ArrayList<>(List.of(VersionRange.before("1." + day)));
                if (about.nextBoolean()) {
                    ranges.add(new VersionRange("2", new VersionRange.End.LastAffected("2.9")));
                    ranges.add(new VersionRange("4", new VersionRange.End.Open()));
                }
                yield new Answer.Affected(ranges, about.nextBoolean() ? List.of("9.9") : List.of());
            }
        };
    }

    /// Of the same seed, for damage and the like.
    Random random() {
        return random;
    }
}
