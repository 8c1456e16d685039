package io.plimsoll.advisories.versions;

/// Dart packages: semantic versions where, other than in the specification, build metadata counts (`pub_semver`).
public final class PubVersions implements VersionScheme {
    public static final PubVersions INSTANCE = new PubVersions();

    private PubVersions() {}

    @Override
    public boolean isReadable(String version) {
        return SemanticVersions.INSTANCE.isReadable(version);
    }

    @Override
    public int compare(String a, String b) {
        int order = SemanticVersions.INSTANCE.compare(a, b);
        return order != 0 ? order : SemanticVersions.compareBuilds(a, b);
    }
}
