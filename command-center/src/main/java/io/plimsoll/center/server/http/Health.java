package io.plimsoll.center.server.http;

/// How the server is.
///
/// @param version of this release
public record Health(String status, String version) {
    /// The version of this release.
    public static final String VERSION = "0.1.0";
}
