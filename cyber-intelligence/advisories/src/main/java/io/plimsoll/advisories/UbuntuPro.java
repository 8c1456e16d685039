package io.plimsoll.advisories;

import java.util.Optional;
import java.util.regex.Pattern;

/// Ubuntu's extended security maintenance (ESM), which comes with a subscription: its fixes lie in an archive of their
/// own, so advisories speak about them under a name of their own (OSV schema), `Ubuntu:Pro:18.04:LTS` beside
/// `Ubuntu:18.04:LTS`.
public final class UbuntuPro {
    private static final String FREE = "Ubuntu:";
    private static final String PRO = "Ubuntu:Pro:";
    private static final Pattern VERSION = Pattern.compile(".*[~+]esm[0-9]+.*");

    private UbuntuPro() {}

    /// The same package as Ubuntu Pro speaks about it; empty where it is none of Ubuntu, or Pro's already.
    public static Optional<AdvisedPackage> of(AdvisedPackage advised) {
        String ecosystem = advised.ecosystem();
        return ecosystem.startsWith(FREE) && !ecosystem.startsWith(PRO)
                ? Optional.of(new AdvisedPackage(ecosystem(ecosystem), advised.name()))
                : Optional.empty();
    }

    /// What Ubuntu Pro of a release is called: `Ubuntu:Pro:18.04:LTS` for `Ubuntu:18.04:LTS`.
    public static String ecosystem(String release) {
        return PRO + release.substring(FREE.length());
    }

    /// The release that an ecosystem is about: `Ubuntu:18.04:LTS` for `Ubuntu:Pro:18.04:LTS`, and every other itself.
    public static String release(String ecosystem) {
        return ecosystem.startsWith(PRO) ? FREE + ecosystem.substring(PRO.length()) : ecosystem;
    }

    /// The name under which an installed package is looked up: that of the release.
    public static AdvisedPackage installed(AdvisedPackage advised) {
        return new AdvisedPackage(release(advised.ecosystem()), advised.name());
    }

    /// Whether a version is one of ESM, `6.0-9ubuntu1.6+esm1` or `1:4.0.34-1ubuntu0.1~esm2`: who has it can have the
    /// next one.
    public static boolean isVersion(String version) {
        return VERSION.matcher(version).matches();
    }
}
