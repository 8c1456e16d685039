package io.plimsoll.center.server.http;

import java.util.Optional;

/// Tells who is calling. The feature `access` knows.
public interface Callers {
    /// The caller to whom this token was given, if it still holds; counts as use of it. Must be cheap for
    /// tokens that were never given to anyone.
    Optional<Caller> byToken(String token, String source);

    /// Whether the session or API token still holds; does not count as use.
    boolean isStillLoggedIn(Caller caller);

    /// Takes note that a caller asked for what the role or an API token does not allow.
    ///
    /// @param why as a sentence without its full stop
    void forbidden(Caller caller, String why, String route);
}
