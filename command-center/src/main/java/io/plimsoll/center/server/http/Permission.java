package io.plimsoll.center.server.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a caller needs for this route; the `x-permission` of the REST contract.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Permission {
    /// A word of the table of roles, such as `images.read`.
    String value();

    /// What the route is to callers who see only what carries certain labels.
    Reach reach() default Reach.EVERYTHING;

    /// How far a route reaches.
    enum Reach {
        /// Beyond any labels: it is closed to those who are held to some. So is a route that says nothing.
        EVERYTHING,
        /// It reads with `Database.read`, which shows what carries the labels of the caller, and keeps nothing of
        /// others in memory. One that changes something looks in that way first whether it is there.
        LABELS,
        /// To nothing that carries labels: to the caller's own account, or to what is the same for everyone.
        NOTHING
    }

    /// What everyone may do who is known: ask who that is. Also while the first password
    /// has to be changed or a second factor is due.
    String SELF = "caller.self";

    /// What every session may do, and no API token. Also while the first password has to be changed
    /// or a second factor is due.
    String OWN_SESSION = "session.own";
}
