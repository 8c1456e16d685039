package io.plimsoll.center.server.http;

import java.time.Instant;
import java.util.Set;

/// Who is calling, as the session proves it.
///
/// @param name of the user; the actor of audit events
/// @param role word of the role
/// @param permissions what the role allows
/// @param passwordChangeDue whether nothing but a change of the password is allowed
/// @param source address that the request came from
/// @param expiresAt when the session ends at the latest
/// @param token that was shown; never logged
public record Caller(
        String name,
        String role,
        Set<String> permissions,
        boolean passwordChangeDue,
        String source,
        Instant expiresAt,
        String token) {
    public Caller {
        permissions = Set.copyOf(permissions);
    }

    @Override
    public String toString() {
        return name + " (" + role + ") from " + source;
    }
}
