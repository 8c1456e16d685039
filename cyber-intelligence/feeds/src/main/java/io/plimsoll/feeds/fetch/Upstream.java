package io.plimsoll.feeds.fetch;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One file of an upstream, and where it goes.
///
/// @param id for people and for the state, such as `osv-npm`
/// @param target below the folder of feeds, such as `osv/npm/all.zip`
/// @param urls the same file at several addresses; the first that gives it is taken
/// @param token what to show who asks for it; null where anybody may read
/// @param maximumBytes of the file as it travels
public record Upstream(
        String id, String target, List<URI> urls, @Nullable Token token, long maximumBytes) {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,60}");
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9 ._-]{0,80}");

    /// A secret that lies in the environment, and the header it goes into.
    ///
    /// @param variable name of the environment variable; where it is not set, nothing is sent
    /// @param header `Authorization` (as a bearer token) or another one (as it is)
    /// @param host the only host that gets to see it
    public record Token(String variable, String header, String host) {}

    public Upstream {
        urls = List.copyOf(urls);
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("the id '" + id + "' is not of small letters, digits, '.', '_', '-'");
        }
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("the source '" + id + "' has no address");
        }
        if (maximumBytes <= 0) {
            throw new IllegalArgumentException("the source '" + id + "' may bring no byte");
        }
        for (String part : target.split("/", -1)) {
            if (!PART.matcher(part).matches()) {
                throw new IllegalArgumentException("the target '" + target + "' of '" + id
                        + "' is not a path below the folder, such as osv/npm/all.zip");
            }
        }
    }
}
