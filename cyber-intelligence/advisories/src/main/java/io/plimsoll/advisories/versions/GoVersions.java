package io.plimsoll.advisories.versions;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Go modules and Go itself. Module versions are semantic ones: `v1.2.3`, `v2.0.0+incompatible`, pseudo
/// versions such as `v0.0.0-20190308221718-c2843e01d9a2`. Go names its own candidates without a dash: `1.21rc2`
/// is `1.21.0-rc.2`.
public final class GoVersions implements VersionScheme {
    public static final GoVersions INSTANCE = new GoVersions();

    private static final Pattern TOOLCHAIN =
            Pattern.compile("(?:go)?(?<numbers>[0-9]+(?:\\.[0-9]+){0,2})(?:(?<phase>beta|rc)(?<number>[0-9]+))?");

    private GoVersions() {}

    @Override
    public boolean isReadable(String version) {
        return version.length() <= MAX_LENGTH && SemanticVersions.INSTANCE.isReadable(semantic(version));
    }

    @Override
    public int compare(String a, String b) {
        return SemanticVersions.INSTANCE.compare(semantic(a), semantic(b));
    }

    private static String semantic(String version) {
        Matcher matcher = TOOLCHAIN.matcher(version);
        if (!matcher.matches()) {
            return version;
        }
        String phase = matcher.group("phase");
        return phase == null
                ? matcher.group("numbers")
                : matcher.group("numbers") + "-" + phase + "." + matcher.group("number");
    }
}
