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

    /// What everyone may do who is known: ask who that is. Also while the first password
    /// has to be changed or a second factor is due.
    String SELF = "caller.self";

    /// What every session may do, and no API token. Also while the first password has to be changed
    /// or a second factor is due.
    String OWN_SESSION = "session.own";
}
