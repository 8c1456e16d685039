package io.plimsoll.scanner.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// What proves to a registry who asks. None of them shows its secret as text.
public sealed interface Credential {
    /// A name with its password, or with an access token in its place.
    record Password(String user, String secret) implements Credential {
        /// The value of an `Authorization` header (RFC 7617).
        String basic() {
            byte[] pair = (user + ":" + secret).getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(pair);
        }

        @Override
        public String toString() {
            return "Password[" + user + "]";
        }
    }

    /// A refresh token (OAuth 2) that a token server changes into one for the registry.
    record IdentityToken(String token) implements Credential {
        @Override
        public String toString() {
            return "IdentityToken";
        }
    }

    /// A token that the registry takes as it is.
    record RegistryToken(String token) implements Credential {
        @Override
        public String toString() {
            return "RegistryToken";
        }
    }
}
