package io.plimsoll.scanner.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/// Reads the addresses that a registry gives us.
final class Address {
    private static final int LONGEST = 8192;

    private Address() {}

    /// The address, resolved against another one if it is relative. It has a host, no user information, and TLS
    /// wherever the registry itself has.
    ///
    /// @param what it is, for messages; the address itself may hold a signature and is not shown
    static URI parse(String text, URI base, Origin registry, String what) throws RegistryException {
        if (text.isEmpty() || text.length() > LONGEST) {
            throw RegistryException.lasting(registry.host() + " gives no usable address as its " + what);
        }
        URI uri;
        try {
            uri = base.resolve(new URI(text));
        } catch (URISyntaxException e) {
            throw RegistryException.lasting(registry.host() + " gives a malformed address as its " + what);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean secure = scheme.equals("https") || (registry.isPlain() && scheme.equals("http"));
        if (uri.getHost() == null || uri.getUserInfo() != null || uri.getPort() == 0 || uri.getPort() > 0xffff) {
            throw RegistryException.lasting(registry.host() + " gives an address without a proper host as its " + what);
        }
        if (!secure) {
            throw RegistryException.lasting(registry.host() + " gives an address with '" + scheme + ":' as its " + what
                    + ", at " + uri.getHost() + "; only https: is followed");
        }
        return uri;
    }
}
