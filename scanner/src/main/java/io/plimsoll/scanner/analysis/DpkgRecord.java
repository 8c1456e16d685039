package io.plimsoll.scanner.analysis;

import io.plimsoll.model.SoftwarePackage;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a dpkg database says of one package.
record DpkgRecord(String name, String version, String architecture, SoftwarePackage.Source source, State state) {
    // Debian policy 5.6.1 and 5.6.12, as lenient as dpkg itself reads them.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+._-]*");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9.+:~-]+");
    private static final Pattern ARCHITECTURE = Pattern.compile("[A-Za-z0-9-]*");
    private static final Pattern SOURCE = Pattern.compile("(?<name>[^\\s()]+)(?:\\s*\\((?<version>[^()]*)\\))?");

    /// How much of a package is there (dpkg-query(1), "Package status").
    enum State {
        INSTALLED,
        /// Unpacked, half-configured and the like: files of it are there, but not all is done.
        PARTLY,
        /// Never installed, or only its configuration files are left.
        ABSENT
    }

    /// Reads a stanza.
    ///
    /// @param whenUnstated the state if there is no status field, as in the database of distroless images
    /// @return empty if the stanza of a package that is there has no sound name or version
    static Optional<DpkgRecord> of(Map<String, String> stanza, State whenUnstated) {
        String name = stanza.getOrDefault("package", "");
        String version = stanza.getOrDefault("version", "");
        String architecture = stanza.getOrDefault("architecture", "");
        State state = stanza.containsKey("status") ? state(stanza.get("status")) : whenUnstated;
        Optional<SoftwarePackage.Source> source = source(stanza.getOrDefault("source", ""), name, version);
        boolean sound = NAME.matcher(name).matches()
                && (VERSION.matcher(version).matches() || (state == State.ABSENT && version.isEmpty()))
                && ARCHITECTURE.matcher(architecture).matches();
        return sound ? source.map(from -> new DpkgRecord(name, version, architecture, from, state)) : Optional.empty();
    }

    private static State state(String status) {
        String[] words = status.split("\\s+");
        return switch (words.length == 3 ? words[2] : "") {
            case "installed" -> State.INSTALLED;
            case "not-installed", "config-files" -> State.ABSENT;
            default -> State.PARTLY;
        };
    }

    /// `Source: util-linux (2.38.1-5)`; without the field, or without the version, it is as the package's own.
    private static Optional<SoftwarePackage.Source> source(String field, String name, String version) {
        if (field.isEmpty()) {
            return Optional.of(new SoftwarePackage.Source(name, version));
        }
        Matcher matcher = SOURCE.matcher(field);
        if (!matcher.matches() || !NAME.matcher(matcher.group("name")).matches()) {
            return Optional.empty();
        }
        String stated = matcher.group("version");
        if (stated != null && !VERSION.matcher(stated).matches()) {
            return Optional.empty();
        }
        return Optional.of(new SoftwarePackage.Source(matcher.group("name"), stated == null ? version : stated));
    }

    /// Whether it is the same package in the same version.
    record Identity(String name, String version, String architecture) {}

    Identity identity() {
        return new Identity(name, version, architecture);
    }
}
