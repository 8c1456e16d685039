package io.plimsoll.advisories;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Addresses that begin with the same bits, such as `192.0.2.0/24` (RFC 4632, RFC 4291). IPv4 comes before IPv6,
/// then the order is that of the addresses, the wider prefix first.
///
/// @param network whose other bits are zero; an IPv4 address in IPv6 is an IPv4 address
public record AddressPrefix(InetAddress network, int bits) implements Comparable<AddressPrefix> {
    private static final Pattern V4 = Pattern.compile("((?:[0-9]{1,3}\\.){3}[0-9]{1,3})(?:/([0-9]{1,2}))?");
    private static final Pattern V6 =
            Pattern.compile("([0-9A-Fa-f:]{2,39}(?:(?:[0-9]{1,3}\\.){3}[0-9]{1,3})?)(?:/([0-9]{1,3}))?");
    private static final int MAPPED = 96;

    public AddressPrefix {
        if (bits < 0 || bits > network.getAddress().length * 8) {
            throw new IllegalArgumentException(network.getHostAddress() + " has no " + bits + " bits");
        }
        network = masked(network.getAddress(), bits);
    }

    private static InetAddress masked(byte[] address, int bits) {
        for (int i = 0; i < address.length; i++) {
            int kept = Math.clamp(bits - 8 * i, 0, 8);
            address[i] = (byte) (address[i] & (0xff00 >> kept));
        }
        return of(address);
    }

    /// @param address 4 or 16 bytes
    public static InetAddress of(byte[] address) {
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + address.length, e);
        }
    }

    /// Reads `192.0.2.0/24`, `2001:db8::/32`, or one address.
    ///
    /// @throws IllegalArgumentException if it is neither
    public static AddressPrefix parse(String text) {
        Matcher v4 = V4.matcher(text);
        Matcher v6 = V6.matcher(text);
        if (v4.matches()) {
            return new AddressPrefix(InetAddress.ofLiteral(v4.group(1)), bits(v4.group(2), 32));
        }
        if (!v6.matches() || text.indexOf(':') < 0) {
            throw new IllegalArgumentException("'" + text + "' is no address and no prefix");
        }
        InetAddress address = InetAddress.ofLiteral(v6.group(1));
        boolean isMapped = address.getAddress().length == 4;
        int bits = bits(v6.group(2), 128);
        return new AddressPrefix(address, isMapped ? bits - MAPPED : bits);
    }

    private static int bits(@Nullable String digits, int all) {
        return digits == null ? all : Integer.parseInt(digits);
    }

    public boolean contains(InetAddress address) {
        byte[] other = address.getAddress();
        return other.length == length() && new AddressPrefix(address, bits).network.equals(network);
    }

    private boolean contains(AddressPrefix other) {
        return other.length() == length() && other.bits >= bits && contains(other.network);
    }

    private int length() {
        return network.getAddress().length;
    }

    /// The fewest prefixes that hold the same addresses, in order.
    public static List<AddressPrefix> minimised(Collection<AddressPrefix> prefixes) {
        Deque<AddressPrefix> kept = new ArrayDeque<>();
        for (AddressPrefix prefix : prefixes.stream().sorted().toList()) {
            if (kept.isEmpty() || !kept.getLast().contains(prefix)) {
                kept.addLast(prefix);
                joinHalves(kept);
            }
        }
        return List.copyOf(kept);
    }

    private static void joinHalves(Deque<AddressPrefix> kept) {
        while (kept.size() > 1) {
            AddressPrefix right = kept.removeLast();
            AddressPrefix left = kept.getLast();
            boolean areHalves = left.bits == right.bits
                    && left.bits > 0
                    && left.length() == right.length()
                    && left.half().equals(right.half());
            if (!areHalves) {
                kept.addLast(right);
                return;
            }
            kept.removeLast();
            kept.addLast(left.half());
        }
    }

    /// The prefix of which this one is one half.
    private AddressPrefix half() {
        return new AddressPrefix(network, bits - 1);
    }

    @Override
    public int compareTo(AddressPrefix other) {
        int order = Integer.compare(length(), other.length());
        if (order == 0) {
            order = Arrays.compareUnsigned(network.getAddress(), other.network.getAddress());
        }
        return order != 0 ? order : Integer.compare(bits, other.bits);
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + bits;
    }
}
