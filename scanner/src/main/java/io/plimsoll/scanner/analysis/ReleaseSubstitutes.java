package io.plimsoll.scanner.analysis;

import io.plimsoll.model.Distribution;
import io.plimsoll.scanner.layer.FilePath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The files that told a distribution before there was os-release(5), and still do where it is missing. Most are one
/// line for people: `CentOS Linux release 7.9.2009 (Core)`.
final class ReleaseSubstitutes {
    /// In the order in which they count: what a distribution has for itself, then what it shares with its kin.
    static final List<FilePath> FILES = Stream.of(
                    "alpine-release",
                    "oracle-release",
                    "centos-release",
                    "lsb-release",
                    "SuSE-release",
                    "system-release",
                    "redhat-release")
            .map(new FilePath("etc")::child)
            .toList();

    /// Where those files lie, or what they are links to.
    private static final Set<String> FOLDERS = Set.of("etc", "lib");

    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z]{2,30}-release");

    /// Distributions that let their own files be those of the one that they are built from.
    private static final Set<String> ANCESTORS = Set.of("rhel", "debian");

    private static final Pattern LINE = Pattern.compile(
            "(?<name>[A-Za-z][A-Za-z -]{0,80}?) (?:release )?(?<version>[0-9]{1,4}(?:\\.[0-9]{1,12})*)\\b.*");
    private static final Pattern PATCH_LEVEL = Pattern.compile("(?m)^PATCHLEVEL\\s*=\\s*([1-9][0-9]?)\\s*$");

    /// How names begin, the longer ones first, with the `ID` that they have in os-release.
    private static final Map<String, String> IDS = new LinkedHashMap<>();

    static {
        IDS.put("AlmaLinux", "almalinux");
        IDS.put("Alpine Linux", "alpine");
        IDS.put("Amazon Linux", "amzn");
        IDS.put("Azure Linux", "azurelinux");
        IDS.put("CBL-Mariner", "mariner");
        IDS.put("CentOS", "centos");
        IDS.put("Debian", "debian");
        IDS.put("Fedora", "fedora");
        IDS.put("Mariner", "mariner");
        IDS.put("Microsoft Azure Linux", "azurelinux");
        IDS.put("openSUSE Leap", "opensuse-leap");
        IDS.put("openSUSE", "opensuse");
        IDS.put("Oracle Linux", "ol");
        IDS.put("Photon", "photon");
        IDS.put("Red Hat Enterprise Linux", "rhel");
        IDS.put("Rocky Linux", "rocky");
        IDS.put("SUSE Linux Enterprise Server", "sles");
        IDS.put("Ubuntu", "ubuntu");
        IDS.put("VMware Photon", "photon");
    }

    private ReleaseSubstitutes() {}

    /// Whether a file is one of them, or one that they lead to.
    static boolean mayBeOne(FilePath file) {
        return FOLDERS.contains(file.parent().name())
                && FILE_NAME.matcher(file.name()).matches();
    }

    /// What one of the [#FILES] says.
    ///
    /// @return empty where it names no distribution that we know
    static Optional<Distribution> parse(FilePath file, String text) {
        return switch (file.name()) {
            case "alpine-release" -> alpine(text.strip());
            case "lsb-release" -> linuxStandardBase(OsRelease.fields(text));
            case "SuSE-release" -> line(text).map(one -> withPatchLevel(one, text));
            default -> line(text);
        };
    }

    /// Whether two of them cannot both be right.
    static boolean contradict(Distribution one, Distribution other) {
        return one.id().equals(other.id())
                ? !one.versionId().equals(other.versionId())
                : !ANCESTORS.contains(one.id()) && !ANCESTORS.contains(other.id());
    }

    private static Optional<Distribution> alpine(String version) {
        return version.matches("[0-9][A-Za-z0-9._]{0,40}")
                ? Optional.of(new Distribution("alpine", version, "", "Alpine Linux " + version))
                : Optional.empty();
    }

    /// `DISTRIB_ID=Ubuntu` and so on (lsb_release(1)).
    private static Optional<Distribution> linuxStandardBase(Map<String, String> fields) {
        String name = fields.getOrDefault("DISTRIB_ID", "");
        String version = fields.getOrDefault("DISTRIB_RELEASE", "");
        return id(name).map(id -> new Distribution(
                id,
                version,
                fields.getOrDefault("DISTRIB_CODENAME", ""),
                fields.getOrDefault("DISTRIB_DESCRIPTION", (name + " " + version).strip())));
    }

    private static Optional<Distribution> line(String text) {
        String line = text.strip().lines().findFirst().orElse("").strip();
        Matcher matcher = LINE.matcher(line);
        return matcher.matches()
                ? id(matcher.group("name")).map(id -> new Distribution(id, matcher.group("version"), "", line))
                : Optional.empty();
    }

    private static Optional<String> id(String name) {
        return IDS.entrySet().stream()
                .filter(entry ->
                        name.toLowerCase(Locale.ROOT).startsWith(entry.getKey().toLowerCase(Locale.ROOT)))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /// `VERSION = 11` and `PATCHLEVEL = 4` are 11.4 in os-release.
    private static Distribution withPatchLevel(Distribution one, String text) {
        Matcher level = PATCH_LEVEL.matcher(text);
        return one.id().equals("sles") && level.find()
                ? new Distribution(one.id(), one.versionId() + "." + level.group(1), "", one.prettyName())
                : one;
    }
}
