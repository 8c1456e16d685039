package io.plimsoll.advisories;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What a statement is about: a name within an ecosystem, as OSV writes both, such as `Debian:12` and `glibc` (the
/// source
/// package), `npm` and `@scope/name`, `Maven` and `group:artifact`. Ordered by their bytes, ecosystem first.
public record AdvisedPackage(String ecosystem, String name) implements Comparable<AdvisedPackage> {
    public AdvisedPackage {
        if (ecosystem.isBlank() || name.isBlank() || ecosystem.indexOf('\0') >= 0 || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("not a package: '" + name + "' of '" + ecosystem + "'");
        }
    }

    /// The bytes that it is found by: ecosystem, a zero byte, name.
    public byte[] key() {
        return (ecosystem + '\0' + name).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int compareTo(AdvisedPackage other) {
        return Arrays.compareUnsigned(key(), other.key());
    }
}
