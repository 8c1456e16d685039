package io.plimsoll.advisories.versions;

import java.util.List;
import java.util.regex.Pattern;

/// R packages: numbers parted by dots or dashes, where more numbers are newer (R `package_version`, "Writing R
/// Extensions"). Hackage orders its versions the same way (Haskell package versioning policy): `1.9` before `1.9.0`.
public final class CranVersions implements VersionScheme {
    public static final CranVersions INSTANCE = new CranVersions();

    private static final Pattern READABLE = Pattern.compile("[0-9]+(?:[.-][0-9]+)*+");

    private CranVersions() {}

    @Override
    public boolean isReadable(String version) {
        return version.length() <= MAX_LENGTH && READABLE.matcher(version).matches();
    }

    @Override
    public int compare(String a, String b) {
        List<String> left = List.of(a.split("[.-]"));
        List<String> right = List.of(b.split("[.-]"));
        int order = Digits.compareLists(left, right);
        return order != 0 ? order : Integer.compare(left.size(), right.size());
    }
}
