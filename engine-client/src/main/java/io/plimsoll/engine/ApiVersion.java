package io.plimsoll.engine;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A version of the Docker Engine API, as in `/v1.41/info`.
record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {
    /// Docker 1.12, and every Podman since 3.0.
    static final ApiVersion OLDEST = new ApiVersion(1, 24);

    /// The newest that this client was written against.
    static final ApiVersion NEWEST = new ApiVersion(1, 47);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");

    /// @throws IllegalArgumentException if the text is no version
    static ApiVersion parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no API version");
        }
        return new ApiVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /// The version to speak with an engine of this version.
    ///
    /// @throws IllegalArgumentException if the engine is too old
    ApiVersion agreed() {
        if (compareTo(OLDEST) < 0) {
            throw new IllegalArgumentException("its API version " + this + " is older than " + OLDEST);
        }
        return compareTo(NEWEST) > 0 ? NEWEST : this;
    }

    @Override
    public int compareTo(ApiVersion other) {
        return Comparator.comparingInt(ApiVersion::major)
                .thenComparingInt(ApiVersion::minor)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
