package io.plimsoll.advisories.versions;

/// Maven's order of versions (Maven POM reference, "Version Order Specification"; checked against `ComparableVersion`
/// 3.9.9). Any text is a version to Maven, so almost everything is readable.
public final class MavenVersions implements VersionScheme {
    public static final MavenVersions INSTANCE = new MavenVersions();

    private MavenVersions() {}

    @Override
    public boolean isReadable(String version) {
        return !version.isBlank()
                && version.length() <= MAX_LENGTH
                && !version.contains("${")
                && version.chars().noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c));
    }

    @Override
    public int compare(String a, String b) {
        return MavenVersionParser.parse(a).against(MavenVersionParser.parse(b));
    }
}
