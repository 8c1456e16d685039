package io.plimsoll.advisories.bundle;

import io.plimsoll.advisories.AddressList;
import io.plimsoll.advisories.AddressPrefix;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The lists of malicious addresses in a bundle, found by binary search.
///
/// Three sections: the lists, each with its name, licence, end and how many prefixes of either kind it has; then
/// for IPv4 and for IPv6 the prefixes of all lists after one another, those of each in order, as address and
/// number of bits.
public final class MaliciousAddresses {
    static final MaliciousAddresses NONE = new MaliciousAddresses(List.of(), new byte[0], new byte[0]);

    private static final int V4 = 4;
    private static final int V6 = 16;

    /// One list, and where its prefixes lie.
    private record Place(Listed list, long firstV4, long countV4, long firstV6, long countV6) {}

    /// Which list an answer comes from.
    ///
    /// @param until when its word counts no more
    public record Listed(String name, String licence, Instant until) {}

    private final List<Place> places;
    private final byte[] v4;
    private final byte[] v6;

    private MaliciousAddresses(List<Place> places, byte[] v4, byte[] v6) {
        this.places = places;
        this.v4 = v4;
        this.v6 = v6;
    }

    /// The lists that the bundle has, those that have ended included.
    public List<Listed> lists() {
        return places.stream().map(Place::list).toList();
    }

    /// The same without the lists that have ended.
    public MaliciousAddresses at(Instant now) {
        return new MaliciousAddresses(
                places.stream().filter(place -> now.isBefore(place.list.until)).toList(), v4, v6);
    }

    public boolean contains(InetAddress address) {
        return listing(address).isPresent();
    }

    /// The first list that has the address.
    public Optional<Listed> listing(InetAddress address) {
        byte[] bytes = address.getAddress();
        return places.stream()
                .filter(place -> bytes.length == V4
                        ? holds(v4, place.firstV4, place.countV4, bytes)
                        : holds(v6, place.firstV6, place.countV6, bytes))
                .map(Place::list)
                .findFirst();
    }

    /// Each list with its prefixes, by its name.
    Map<String, AddressList> all() {
        Map<String, AddressList> lists = new TreeMap<>();
        for (Place place : places) {
            lists.put(
                    place.list.name,
                    new AddressList(place.list.name, place.list.licence, place.list.until, prefixes(place)));
        }
        return lists;
    }

    /// All prefixes of all lists, the fewest that hold the same addresses, in order.
    public List<AddressPrefix> prefixes() {
        List<AddressPrefix> prefixes = new ArrayList<>();
        places.forEach(place -> prefixes.addAll(prefixes(place)));
        return AddressPrefix.minimised(prefixes);
    }

    private List<AddressPrefix> prefixes(Place place) {
        List<AddressPrefix> prefixes = new ArrayList<>();
        for (long i = 0; i < place.countV4; i++) {
            prefixes.add(prefix(v4, place.firstV4 + i, V4));
        }
        for (long i = 0; i < place.countV6; i++) {
            prefixes.add(prefix(v6, place.firstV6 + i, V6));
        }
        return prefixes;
    }

    /// Prefixes do not overlap, so only the last one that begins at the address or before it can hold it.
    private static boolean holds(byte[] table, long first, long count, byte[] address) {
        long low = 0;
        long high = count;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (Arrays.compareUnsigned(network(table, first + middle, address.length), address) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low > 0 && prefix(table, first + low - 1, address.length).contains(AddressPrefix.of(address));
    }

    private static byte[] network(byte[] table, long index, int length) {
        int start = Math.toIntExact(index * (length + 1));
        return Arrays.copyOfRange(table, start, start + length);
    }

    private static AddressPrefix prefix(byte[] table, long index, int length) {
        int bits = Byte.toUnsignedInt(table[Math.toIntExact(index * (length + 1) + length)]);
        if (bits > length * 8) {
            throw RecordReader.malformed("an address has " + bits + " bits");
        }
        return new AddressPrefix(AddressPrefix.of(network(table, index, length)), bits);
    }

    static MaliciousAddresses read(byte[] lists, byte[] v4, byte[] v6) {
        List<Place> places = new ArrayList<>();
        long firstV4 = 0;
        long firstV6 = 0;
        if (lists.length == 0) {
            return NONE;
        }
        for (Place place : new RecordReader(lists).list(MaliciousAddresses::readPlace)) {
            places.add(new Place(place.list, firstV4, place.countV4, firstV6, place.countV6));
            firstV4 = Math.addExact(firstV4, place.countV4);
            firstV6 = Math.addExact(firstV6, place.countV6);
        }
        if (v4.length != firstV4 * (V4 + 1) || v6.length != firstV6 * (V6 + 1)) {
            throw RecordReader.malformed("the lists of addresses have other lengths than they say");
        }
        return new MaliciousAddresses(places, v4, v6);
    }

    private static Place readPlace(RecordReader reader) {
        Listed list = new Listed(
                reader.text(),
                reader.text(),
                Instant.ofEpochSecond(Math.min(reader.number(), Instant.MAX.getEpochSecond())));
        return new Place(list, 0, reader.index(Integer.MAX_VALUE), 0, reader.index(Integer.MAX_VALUE));
    }

    /// The three sections.
    static List<byte[]> write(List<AddressList> lists) {
        byte[] places = new RecordWriter()
                .list(
                        lists,
                        (writer, list) -> writer.text(list.name())
                                .text(list.licence())
                                .number(Math.max(list.until().getEpochSecond(), 0))
                                .number(count(list, V4))
                                .number(count(list, V6)))
                .toBytes();
        return List.of(places, table(lists, V4), table(lists, V6));
    }

    private static long count(AddressList list, int length) {
        return list.prefixes().stream()
                .filter(p -> p.network().getAddress().length == length)
                .count();
    }

    private static byte[] table(List<AddressList> lists, int length) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (AddressList list : lists) {
            for (AddressPrefix prefix : list.prefixes()) {
                if (prefix.network().getAddress().length == length) {
                    bytes.writeBytes(prefix.network().getAddress());
                    bytes.write(prefix.bits());
                }
            }
        }
        return bytes.toByteArray();
    }
}
