package io.plimsoll.advisories.versions;

import java.util.Comparator;

/// `[epoch:]version[-release]`, the form that dpkg and rpm share (deb-version(7), rpm-version(7)): the epoch is digits
/// before the first colon, the release follows the last dash. Each part is empty where it is missing.
record EpochVersion(String epoch, String version, String release) {
    static EpochVersion of(String text) {
        int colon = text.indexOf(':');
        boolean hasEpoch = colon > 0 && Digits.areAll(text.substring(0, colon));
        String rest = hasEpoch ? text.substring(colon + 1) : text;
        int dash = rest.lastIndexOf('-');
        return new EpochVersion(
                hasEpoch ? text.substring(0, colon) : "",
                dash < 0 ? rest : rest.substring(0, dash),
                dash < 0 ? "" : rest.substring(dash + 1));
    }

    /// The epoch by value, then version and release.
    ///
    /// @param parts how one version or release is compared with another
    static int compare(String a, String b, Comparator<String> parts) {
        EpochVersion left = of(a);
        EpochVersion right = of(b);
        int order = Digits.compare(left.epoch, right.epoch);
        if (order == 0) {
            order = parts.compare(left.version, right.version);
        }
        return order != 0 ? order : parts.compare(left.release, right.release);
    }
}
