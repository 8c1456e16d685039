package io.plimsoll.advisories.matching;

import io.plimsoll.advisories.DebianRelease;
import io.plimsoll.model.Distribution;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a distribution's release is called among ecosystems (OSV schema, "Defined ecosystems"); Amazon Linux, CentOS,
/// Fedora and Oracle Linux are not defined there and are named in the same way.
///
/// Derivatives keep their own name: Debian does not speak for them.
final class Release {
    private static final Pattern MAJOR = Pattern.compile("([0-9]{1,4})(?:\\.[0-9.]{1,20})?");
    private static final Pattern MINOR = Pattern.compile("([0-9]{1,4}\\.[0-9]{1,4})(?:\\.[0-9.]{1,20})?");
    private static final Pattern LONG_TERM = Pattern.compile("\\((LTS(?:-SP[0-9]{1,2})?)\\)");
    private static final Pattern LONG_TERM_UBUNTU = Pattern.compile("[0-9]*[02468]\\.04");

    /// Those whose advisories name the packages as installed; all others name the source package.
    private static final Set<String> NAMED_AS_INSTALLED =
            Set.of("AlmaLinux", "Amazon Linux", "Azure Linux", "CentOS", "Fedora", "Oracle Linux", "Red Hat");

    private Release() {}

    /// Empty where the release is unknown, such as testing or edge.
    static Optional<String> ecosystem(Distribution distribution) {
        return switch (distribution.id()) {
            case "debian" -> DebianRelease.of(distribution).map(DebianRelease::ecosystem);
            case "ubuntu" -> minor(distribution).map(Release::ubuntu);
            case "alpine" -> minor(distribution).map(release -> "Alpine:v" + release);
            case "wolfi" -> Optional.of("Wolfi");
            case "chainguard" -> Optional.of("Chainguard");
            case "minimos" -> Optional.of("MinimOS");
            case "almalinux" -> major(distribution, "AlmaLinux:");
            case "rocky" -> major(distribution, "Rocky Linux:");
            case "rhel" -> major(distribution, "Red Hat:enterprise_linux:");
            case "centos" -> major(distribution, "CentOS:");
            case "fedora" -> major(distribution, "Fedora:");
            case "ol" -> major(distribution, "Oracle Linux:");
            case "amzn" -> major(distribution, "Amazon Linux:");
            // CBL-Mariner 2.0 was renamed.
            case "azurelinux", "mariner" -> major(distribution, "Azure Linux:");
            case "mageia" -> major(distribution, "Mageia:");
            case "photon" -> minor(distribution).map(release -> "Photon OS:" + release);
            case "opensuse-leap" -> minor(distribution).map(release -> "openSUSE:Leap " + release);
            case "opensuse-tumbleweed" -> Optional.of("openSUSE:Tumbleweed");
            case "sles" -> suse(distribution.versionId());
            case "openEuler" -> minor(distribution).map(release -> openEuler(release, distribution.prettyName()));
            default -> other(distribution);
        };
    }

    static boolean namesAsInstalled(String ecosystem) {
        int colon = ecosystem.indexOf(':');
        return NAMED_AS_INSTALLED.contains(colon < 0 ? ecosystem : ecosystem.substring(0, colon));
    }

    /// What os-release(5) allows as an identifier.
    static boolean isWord(String text) {
        return text.matches("[A-Za-z0-9._~-]{1,60}");
    }

    private static Optional<String> major(Distribution distribution, String prefix) {
        return first(MAJOR, distribution.versionId()).map(major -> prefix + major);
    }

    private static Optional<String> minor(Distribution distribution) {
        return first(MINOR, distribution.versionId());
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /// Every second April brings a release with long-term support.
    private static String ubuntu(String release) {
        return "Ubuntu:" + release + (LONG_TERM_UBUNTU.matcher(release).matches() ? ":LTS" : "");
    }

    /// `15.5` is service pack 5 of release 15.
    private static Optional<String> suse(String versionId) {
        Matcher matcher = Pattern.compile("([0-9]{1,3})(?:\\.([1-9][0-9]?))?").matcher(versionId);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String server = "SUSE:Linux Enterprise Server " + matcher.group(1);
        return Optional.of(matcher.group(2) == null ? server : server + " SP" + matcher.group(2));
    }

    private static String openEuler(String release, String prettyName) {
        Matcher matcher = LONG_TERM.matcher(prettyName);
        return "openEuler:" + release + (matcher.find() ? "-" + matcher.group(1) : "");
    }

    private static Optional<String> other(Distribution distribution) {
        return isWord(distribution.id()) && isWord(distribution.versionId())
                ? Optional.of(distribution.id() + ":" + distribution.versionId())
                : Optional.empty();
    }
}
