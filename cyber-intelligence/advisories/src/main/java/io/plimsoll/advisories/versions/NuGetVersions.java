package io.plimsoll.advisories.versions;

import java.util.Locale;

/// NuGet versions: semantic versions with up to four numbers, whose pre-release words ignore case ("NuGet package
/// version reference").
public final class NuGetVersions implements VersionScheme {
    public static final NuGetVersions INSTANCE = new NuGetVersions();

    private NuGetVersions() {}

    @Override
    public boolean isReadable(String version) {
        return SemanticVersions.INSTANCE.isReadable(version);
    }

    @Override
    public int compare(String a, String b) {
        return SemanticVersions.INSTANCE.compare(a.toLowerCase(Locale.ROOT), b.toLowerCase(Locale.ROOT));
    }
}
