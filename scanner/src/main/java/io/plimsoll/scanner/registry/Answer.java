package io.plimsoll.scanner.registry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.OptionalLong;

/// The answer to one request. Whoever gets it closes it.
///
/// @param from the address that answered, after redirects
record Answer(URI from, int status, HttpHeaders headers, BodyStream body) implements AutoCloseable {
    /// The whole body.
    ///
    /// @param what it is, for messages
    /// @throws RegistryException if it is larger than the limit
    byte[] bytes(int limit, String what) throws IOException {
        byte[] bytes = body.readNBytes(limit + 1);
        if (bytes.length > limit) {
            throw RegistryException.lasting(
                    "the " + what + " that " + from.getAuthority() + " sends is larger than " + limit + " bytes");
        }
        return bytes;
    }

    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /// The length that the sender declares; empty where it declares none.
    OptionalLong length() {
        try {
            return headers.firstValueAsLong("content-length");
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void close() {
        body.close();
    }
}
