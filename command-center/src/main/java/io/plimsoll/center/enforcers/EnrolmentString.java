package io.plimsoll.center.enforcers;

import io.plimsoll.model.Digest;

/// What an administrator carries to a host: where the Center is, a one-time token, and the pin by which the first call
/// knows the Center.
///
/// @param authority SHA-256 of the certificate of our authority
record EnrolmentString(String host, int port, String token, Digest authority) {
    @Override
    public String toString() {
        String address = host.contains(":") ? "[" + host + "]" : host;
        return "plimsoll-enrol://" + address + ":" + port + "?token=" + token + "&ca=" + authority;
    }
}
