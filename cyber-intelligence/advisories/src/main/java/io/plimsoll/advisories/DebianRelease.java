package io.plimsoll.advisories;

import io.plimsoll.model.Distribution;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The releases of Debian that have both a number and a codename (wiki.debian.org/DebianReleases). Testing and unstable
/// have no number: no fixed set of versions stands behind them.
public enum DebianRelease {
    WHEEZY(7),
    JESSIE(8),
    STRETCH(9),
    BUSTER(10),
    BULLSEYE(11),
    BOOKWORM(12),
    TRIXIE(13),
    FORKY(14),
    DUKE(15);

    private final int number;

    DebianRelease(int number) {
        this.number = number;
    }

    /// The codename, such as `bookworm`.
    public String codename() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The name of the release among ecosystems (OSV schema), such as `Debian:12`.
    public String ecosystem() {
        return "Debian:" + number;
    }

    public static Optional<DebianRelease> ofCodename(String codename) {
        return Arrays.stream(values())
                .filter(r -> r.codename().equals(codename))
                .findFirst();
    }

    public static Optional<DebianRelease> ofEcosystem(String ecosystem) {
        return Arrays.stream(values())
                .filter(r -> r.ecosystem().equals(ecosystem))
                .findFirst();
    }

    /// The release that an os-release file speaks of; empty where it names none (testing, unstable), names one
    /// that we do not know, or contradicts itself.
    public static Optional<DebianRelease> of(Distribution distribution) {
        if (!distribution.id().equals("debian") || distribution.prettyName().contains("/sid")) {
            return Optional.empty();
        }
        String versionId = distribution.versionId();
        int point = versionId.indexOf('.');
        String number = point < 0 ? versionId : versionId.substring(0, point);
        Optional<DebianRelease> byNumber = ofEcosystem("Debian:" + number);
        if (distribution.codename().isEmpty()) {
            return byNumber;
        }
        Optional<DebianRelease> byName = ofCodename(distribution.codename());
        return versionId.isEmpty() || byName.equals(byNumber) ? byName : Optional.empty();
    }
}
