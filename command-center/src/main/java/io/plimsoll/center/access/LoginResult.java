package io.plimsoll.center.access;

import java.time.Instant;

/// What came of trying to log in.
sealed interface LoginResult {
    record LoggedIn(User user, Sessions.Opened session) implements LoginResult {}

    /// Wrong name or wrong password; the answer does not tell which.
    record Wrong() implements LoginResult {}

    /// The password was right; a code of the second factor is still to come.
    record CodeNeeded() implements LoginResult {}

    /// The password was right, the code was not.
    record WrongCode() implements LoginResult {}

    /// Too many failures in a row.
    record Locked(Instant until) implements LoginResult {}
}
