package io.plimsoll.center.registries;

import java.util.List;
import java.util.UUID;

/// Where a credential goes: all that decides who could read it. Whoever changes any of it has to know the credential.
///
/// @param address host, with a port perhaps; `docker.io` for the Docker Hub
/// @param authority certificates, in PEM, of authorities to trust besides the usual ones; empty for none
/// @param tokenServers hosts that may see the credential although they are not the registry's
record Destination(String address, boolean plainHttp, String authority, List<String> tokenServers, String user) {
    Destination {
        tokenServers = List.copyOf(tokenServers);
    }

    /// What a credential of this registry is sealed for. No part can hold a line feed but the authority, the last.
    ///
    /// @param what the credential is, since that decides who gets it
    String purpose(UUID registry, String what) {
        return String.join(
                "\n",
                what,
                registry.toString(),
                address,
                Boolean.toString(plainHttp),
                user,
                String.join(",", tokenServers),
                authority);
    }
}
