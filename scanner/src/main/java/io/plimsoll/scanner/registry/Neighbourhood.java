package io.plimsoll.scanner.registry;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/// Which addresses a registry may send us to: public ones, and those of the kind it has itself. A registry in the
/// Internet that sends us to this machine, to the network behind it or to the metadata service of a cloud wants us to
/// fetch what it cannot reach itself.
///
/// A name is looked up here and again when the connection is made; the JVM remembers the first answer for 30 s, so both
/// see the same one.
final class Neighbourhood {
    /// Looks a name up; [InetAddress#getAllByName] outside of tests.
    interface Names {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private enum Zone {
        PUBLIC,
        PRIVATE,
        LINK,
        THIS_MACHINE,
        NOWHERE
    }

    private final String registry;
    private final Names names;
    private final Predicate<URI> isProxied;

    /// @param isProxied tells which addresses a proxy connects to; there our own look-up says little, and may fail
    Neighbourhood(String registry, Names names, Predicate<URI> isProxied) {
        this.registry = registry;
        this.names = names;
        this.isProxied = isProxied;
    }

    /// @throws RegistryException if the registry may not send us there
    void check(URI target) throws RegistryException {
        Set<Zone> zones;
        try {
            zones = zones(Objects.requireNonNull(target.getHost()));
        } catch (UnknownHostException e) {
            if (isProxied.test(target)) {
                return;
            }
            throw RegistryException.lasting(
                    registry + " sends us to " + target.getHost() + ", which is no known host", e);
        }
        zones.remove(Zone.PUBLIC);
        if (!zones.isEmpty() && !own().containsAll(zones)) {
            throw RegistryException.lasting(registry + " sends us to " + target.getHost()
                    + ", an address of this machine or its network; that is refused, since the registry is not there");
        }
    }

    /// Refuses a registry that is itself where no registry is, but what a machine tells only itself: link-local
    /// addresses, of which clouds use some for the credentials of their machines.
    ///
    /// @throws RegistryException if it has such an address
    void checkRegistry() throws RegistryException {
        try {
            Set<Zone> zones = zones(registry);
            if (zones.contains(Zone.LINK) || zones.contains(Zone.NOWHERE)) {
                throw RegistryException.lasting(
                        registry
                                + " has a link-local address, or one that nobody has; no registry is there, and it is not asked");
            }
        } catch (UnknownHostException e) {
            // The request will say so, or a proxy knows the name.
        }
    }

    private Set<Zone> own() {
        try {
            Set<Zone> own = zones(registry);
            own.remove(Zone.NOWHERE);
            return own;
        } catch (UnknownHostException e) {
            return EnumSet.noneOf(Zone.class);
        }
    }

    private Set<Zone> zones(String host) throws UnknownHostException {
        Set<Zone> zones = EnumSet.noneOf(Zone.class);
        for (InetAddress address : names.addresses(host)) {
            zones.add(zone(address));
        }
        return zones;
    }

    private static Zone zone(InetAddress address) throws UnknownHostException {
        if (address.isLoopbackAddress()) {
            return Zone.THIS_MACHINE;
        }
        if (address.isAnyLocalAddress() || address.isMulticastAddress()) {
            return Zone.NOWHERE;
        }
        if (address.isLinkLocalAddress()) {
            return Zone.LINK;
        }
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? zone4(bytes) : zone6(bytes);
    }

    private static Zone zone4(byte[] four) {
        int first = four[0] & 0xff;
        int second = four[1] & 0xff;
        if (first == 0 || first >= 240) {
            return Zone.NOWHERE;
        }
        // RFC 1918, and RFC 6598, where one cloud keeps its metadata service (100.100.100.200).
        boolean behind = first == 10
                || (first == 172 && second >= 16 && second < 32)
                || (first == 192 && second == 168)
                || (first == 100 && second >= 64 && second < 128);
        return first == 100 && second == 100 ? Zone.LINK : behind ? Zone.PRIVATE : Zone.PUBLIC;
    }

    private static Zone zone6(byte[] six) throws UnknownHostException {
        // fc00::/7 (RFC 4193); fd00:ec2::/32 is where another cloud keeps its metadata service.
        if ((six[0] & 0xfe) == 0xfc) {
            return (six[0] & 0xff) == 0xfd && six[1] == 0 && six[2] == 0x0e && (six[3] & 0xff) == 0xc2
                    ? Zone.LINK
                    : Zone.PRIVATE;
        }
        // fec0::/10, which was for sites once.
        if ((six[0] & 0xff) == 0xfe && (six[1] & 0xc0) == 0xc0) {
            return Zone.PRIVATE;
        }
        // An IPv4 address inside: 64:ff9b::/96 (RFC 6052) and 2002::/16 (RFC 3056).
        if (six[0] == 0 && six[1] == 0x64 && (six[2] & 0xff) == 0xff && (six[3] & 0xff) == 0x9b) {
            return zone(InetAddress.getByAddress(Arrays.copyOfRange(six, 12, 16)));
        }
        if (six[0] == 0x20 && six[1] == 0x02) {
            return zone(InetAddress.getByAddress(Arrays.copyOfRange(six, 2, 6)));
        }
        return Zone.PUBLIC;
    }
}
