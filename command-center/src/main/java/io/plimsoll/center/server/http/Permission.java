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

    /// The permission that every session has.
    String OWN_SESSION = "session.own";
}
