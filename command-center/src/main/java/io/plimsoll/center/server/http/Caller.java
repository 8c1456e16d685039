package io.plimsoll.center.server.http;

import io.plimsoll.center.server.database.LabelScope;
import java.time.Instant;
import java.util.Set;

/// Who is calling, as the session or the API token proves it.
///
/// @param name of the user; the actor of audit events
/// @param role word of the role; that of an API token may be less than its owner's
/// @param permissions what the role allows
/// @param scope what all that the caller sees has to carry
/// @param passwordChangeDue whether nothing but a change of the password is allowed
/// @param secondFactorDue whether nothing is allowed before a second factor was set up
/// @param source address that the request came from, and which API token was shown if it was one
/// @param expiresAt when the session or token ends at the latest
/// @param token that was shown; never logged
/// @param byApiToken whether that was an API token and not the token of a session
public record Caller(
        String name,
        String role,
        Set<String> permissions,
        LabelScope scope,
        boolean passwordChangeDue,
        boolean secondFactorDue,
        String source,
        Instant expiresAt,
        String token,
        boolean byApiToken) {
    public Caller {
        permissions = Set.copyOf(permissions);
    }

    @Override
    public String toString() {
        return name + " (" + role + ") from " + source;
    }
}
