package io.plimsoll.advisories;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/// What a statement is about: a name within an ecosystem, as OSV writes both, such as `Debian:12` and `glibc`
/// (the source package), `npm` and `@scope/name`, `Maven` and `group:artifact`. Ordered by their bytes,
/// ecosystem first.
///
/// Where an ecosystem has several spellings of one name, the record holds one of them, so that advisories and packages
/// meet: PyPI's by PEP 503 (`Flask_Cors` is `flask-cors`), NuGet's and Packagist's in lower case.
public record AdvisedPackage(String ecosystem, String name) implements Comparable<AdvisedPackage> {
    private static final Pattern SEPARATORS = Pattern.compile("[-_.]++");

    public AdvisedPackage {
        if (ecosystem.isBlank() || name.isBlank() || ecosystem.indexOf('\0') >= 0 || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("not a package: '" + name + "' of '" + ecosystem + "'");
        }
        name = spelling(ecosystem, name);
    }

    private static String spelling(String ecosystem, String name) {
        return switch (ecosystem) {
            case "PyPI" -> SEPARATORS.matcher(name).replaceAll("-").toLowerCase(Locale.ROOT);
            case "NuGet", "Packagist" -> name.toLowerCase(Locale.ROOT);
            default -> name;
        };
    }

    /// The bytes that it is found by: ecosystem, a zero byte, name.
    public byte[] key() {
        return (ecosystem + '\0' + name).getBytes(StandardCharsets.UTF_8);
    }

    /// The package that is found by these bytes.
    ///
    /// @throws IllegalArgumentException if nothing is
    public static AdvisedPackage ofKey(byte[] key) {
        String text = new String(key, StandardCharsets.UTF_8);
        int zero = text.indexOf('\0');
        if (zero < 0) {
            throw new IllegalArgumentException("not a package: '" + text + "'");
        }
        return new AdvisedPackage(text.substring(0, zero), text.substring(zero + 1));
    }

    @Override
    public int compareTo(AdvisedPackage other) {
        return Arrays.compareUnsigned(key(), other.key());
    }
}
