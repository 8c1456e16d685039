package io.plimsoll.scanner.analysis.rpm;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.PathKey;
import io.plimsoll.scanner.layer.PathNumbers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a database of rpm says of one package. The version is without the epoch, as `version-release`.
///
/// @param epoch 0 where there is none, which means the same
/// @param sourceRpm file name of the source package, such as `curl-7.76.1-23.el9.src.rpm`; empty where it is not told
/// @param module label of the module that it belongs to, such as `nodejs:18:9020:rhel9`; mostly empty
/// @param files that it owns
record RpmRecord(
        String name,
        long epoch,
        String version,
        String architecture,
        String sourceRpm,
        String licence,
        String module,
        PathNumbers files) {
    // What rpmbuild lets through (rpm, build/parsePreamble.c), and the version of packages that old ones built.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+-]{0,200}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9_.+~^:-]{1,200}-[A-Za-z0-9_.+~^:]{1,200}");
    private static final Pattern ARCHITECTURE = Pattern.compile("[A-Za-z0-9_]{0,40}");
    private static final Pattern SOURCE_RPM =
            Pattern.compile("(?<name>[^/\\s]{1,200})-(?<version>[^-/\\s]{1,200}-[^-/\\s]{1,200})\\.(no)?src\\.rpm");
    private static final String NOT_TOLD = "(none)";

    /// The name under which rpm keeps the keys that it trusts, which are no software.
    private static final String KEY = "gpg-pubkey";

    /// Reads a header.
    ///
    /// @param key that the numbers of its files are made with
    /// @throws MalformedInput where it names no package that rpm could have installed
    static RpmRecord of(RpmHeader header, PathKey key) throws MalformedInput {
        String name = header.text(RpmHeader.NAME);
        String version = header.text(RpmHeader.VERSION) + "-" + header.text(RpmHeader.RELEASE);
        String architecture = told(header.text(RpmHeader.ARCH));
        check(name, version, architecture);
        String sourceRpm = told(header.text(RpmHeader.SOURCE_RPM));
        return new RpmRecord(
                name,
                header.number(RpmHeader.EPOCH).orElse(0),
                version,
                architecture,
                source(sourceRpm),
                told(header.text(RpmHeader.LICENSE)),
                told(header.text(RpmHeader.MODULARITY_LABEL)),
                RpmFiles.of(header, key));
    }

    /// A package that a list names, without its files.
    ///
    /// @param version and release
    /// @throws MalformedInput where rpm could have installed no such package
    static RpmRecord listed(String name, long epoch, String version, String architecture, String sourceRpm)
            throws MalformedInput {
        String machine = told(architecture);
        check(name, version, machine);
        return new RpmRecord(name, epoch, version, machine, source(told(sourceRpm)), "", "", PathNumbers.NONE);
    }

    private static void check(String name, String version, String architecture) throws MalformedInput {
        if (!NAME.matcher(name).matches() || !VERSION.matcher(version).matches()) {
            throw new MalformedInput("a package without a name or version that rpm knows");
        }
        if (!ARCHITECTURE.matcher(architecture).matches()) {
            throw new MalformedInput("a package for a machine that rpm does not know");
        }
    }

    private static String source(String sourceRpm) {
        return SOURCE_RPM.matcher(sourceRpm).matches() ? sourceRpm : "";
    }

    private static String told(String text) {
        return text.equals(NOT_TOLD) ? "" : text;
    }

    boolean isKey() {
        return name.equals(KEY);
    }

    /// As advisories write it: `1:3.0.7-16.el9`, without an epoch of 0.
    String fullVersion() {
        return withEpoch(epoch, version);
    }

    static String withEpoch(long epoch, String version) {
        return epoch == 0 ? version : epoch + ":" + version;
    }

    /// Name of the source package; empty where it is not told.
    String sourceName() {
        return sourcePart("name");
    }

    /// Its version and release, without the epoch, which is written nowhere; empty where it is not told.
    String sourceVersion() {
        return sourcePart("version");
    }

    private String sourcePart(String group) {
        Matcher matcher = SOURCE_RPM.matcher(sourceRpm);
        return matcher.matches() ? matcher.group(group) : "";
    }

    /// Whether it is the same package in the same version.
    record Identity(String name, long epoch, String version, String architecture) {}

    Identity identity() {
        return new Identity(name, epoch, version, architecture);
    }

    /// Estimated bytes of memory.
    long weight() {
        return 600 + files.weight() + 2L * (licence.length() + module.length() + sourceRpm.length());
    }
}
