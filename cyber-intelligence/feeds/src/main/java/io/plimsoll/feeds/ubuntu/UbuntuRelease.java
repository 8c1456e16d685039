package io.plimsoll.feeds.ubuntu;

import io.plimsoll.advisories.UbuntuPro;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The releases of Ubuntu since 12.04 (wiki.ubuntu.com/Releases).
enum UbuntuRelease {
    PRECISE("12.04:LTS"),
    QUANTAL("12.10"),
    RARING("13.04"),
    SAUCY("13.10"),
    TRUSTY("14.04:LTS"),
    UTOPIC("14.10"),
    VIVID("15.04"),
    WILY("15.10"),
    XENIAL("16.04:LTS"),
    YAKKETY("16.10"),
    ZESTY("17.04"),
    ARTFUL("17.10"),
    BIONIC("18.04:LTS"),
    COSMIC("18.10"),
    DISCO("19.04"),
    EOAN("19.10"),
    FOCAL("20.04:LTS"),
    GROOVY("20.10"),
    HIRSUTE("21.04"),
    IMPISH("21.10"),
    JAMMY("22.04:LTS"),
    KINETIC("22.10"),
    LUNAR("23.04"),
    MANTIC("23.10"),
    NOBLE("24.04:LTS"),
    ORACULAR("24.10"),
    PLUCKY("25.04"),
    QUESTING("25.10"),
    RESOLUTE("26.04:LTS");

    private static final Pattern EXTENDED = Pattern.compile("esm-(?:infra|apps)/([a-z]+)|([a-z]+)/esm");

    private final String number;

    UbuntuRelease(String number) {
        this.number = number;
    }

    /// The name of the release among ecosystems (OSV schema), such as `Ubuntu:22.04:LTS`.
    String ecosystem() {
        return "Ubuntu:" + number;
    }

    /// The ecosystem that a word of the tracker is about: a codename, or one with extended maintenance of main
    /// (`esm-infra/xenial`), of universe (`esm-apps/xenial`), or of both as it began (`trusty/esm`). What else
    /// is sold (`fips/xenial`) is not read.
    static Optional<String> ecosystemOf(String word) {
        Matcher extended = EXTENDED.matcher(word);
        return extended.matches()
                ? ofCodename(extended.group(extended.group(1) == null ? 2 : 1))
                        .map(release -> UbuntuPro.ecosystem(release.ecosystem()))
                : ofCodename(word).map(UbuntuRelease::ecosystem);
    }

    private static Optional<UbuntuRelease> ofCodename(String codename) {
        return Arrays.stream(values())
                .filter(r -> r.name().toLowerCase(Locale.ROOT).equals(codename))
                .findFirst();
    }
}
