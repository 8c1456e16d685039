package io.plimsoll.scanner.registry;

import io.plimsoll.scanner.archive.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One `[[registry]]` of a `registries.conf`: where images are, whose names begin like this.
///
/// @param file that says so, for messages
/// @param prefix of names, such as `quay.io/shop`, or `*.example.com` for all hosts below
/// @param location in the place of the prefix; empty to leave names as they are
/// @param insecure whether a host that speaks no TLS may be asked without it
/// @param mirrors asked before the location, in this order
record RegistryRule(
        Path file, String prefix, String location, boolean insecure, boolean blocked, List<Mirror> mirrors) {
    private static final String ANY = "*.";

    /// Which images are asked of a mirror.
    private enum Pull {
        ALL,
        DIGEST_ONLY,
        TAG_ONLY
    }

    /// @param location as that of a rule
    record Mirror(String location, boolean insecure, Pull pull) {
        private boolean serves(RegistryReference image) {
            return switch (pull) {
                case ALL -> true;
                case DIGEST_ONLY -> image.digest().isPresent();
                case TAG_ONLY -> image.digest().isEmpty();
            };
        }
    }

    /// Where an image is asked for.
    record Place(RegistryReference reference, boolean insecure) {}

    RegistryRule {
        mirrors = List.copyOf(mirrors);
    }

    static RegistryRule of(Json table, Path file) throws IOException {
        String location = location(table);
        String written = table.field("prefix").text();
        String prefix = written.isEmpty() ? location : written;
        if (prefix.isEmpty() || (location.isEmpty() && !prefix.startsWith(ANY))) {
            throw RegistryException.lasting(file + " has a [[registry]] without a location");
        }
        boolean byDigest = isTrue(table, "mirror-by-digest-only");
        List<Mirror> mirrors = new ArrayList<>();
        for (Json mirror : table.field("mirror").items()) {
            if (location(mirror).isEmpty()) {
                throw RegistryException.lasting(file + " has a mirror of " + prefix + " without a location");
            }
            mirrors.add(new Mirror(location(mirror), isTrue(mirror, "insecure"), pull(mirror, byDigest, file)));
        }
        return new RegistryRule(file, prefix, location, isTrue(table, "insecure"), isTrue(table, "blocked"), mirrors);
    }

    private static String location(Json table) throws IOException {
        return table.field("location").text().replaceFirst("/+$", "");
    }

    private static boolean isTrue(Json table, String name) throws IOException {
        return table.field(name).text().equals("true");
    }

    private static Pull pull(Json mirror, boolean byDigest, Path file) throws IOException {
        String word = mirror.field("pull-from-mirror").text();
        return switch (word) {
            case "" -> byDigest ? Pull.DIGEST_ONLY : Pull.ALL;
            case "all", "digest-only", "tag-only" ->
                Pull.valueOf(word.replace('-', '_').toUpperCase(Locale.ROOT));
            default ->
                throw RegistryException.lasting(
                        file + ": pull-from-mirror is all, digest-only or tag-only, and not '" + word + "'");
        };
    }

    /// How many characters of a name this rule is for; -1 where it is not for that name. The longest one counts.
    int match(String name) {
        int end;
        if (prefix.startsWith(ANY)) {
            int at = name.indexOf(prefix.substring(1));
            end = at < 0 || name.substring(0, at).contains("/") ? -1 : at + prefix.length() - 1;
        } else {
            end = name.startsWith(prefix) ? prefix.length() : -1;
        }
        return end < 0 || end == name.length() || ":/@".indexOf(name.charAt(end)) >= 0 ? end : -1;
    }

    /// The places where an image is asked for, one after another.
    ///
    /// @throws RegistryException if it is blocked
    List<Place> places(RegistryReference image) throws RegistryException {
        if (blocked) {
            throw RegistryException.lasting(file + " blocks " + prefix + ", so " + image + " is not fetched");
        }
        List<Place> places = new ArrayList<>();
        for (Mirror mirror : mirrors) {
            if (mirror.serves(image)) {
                places.add(new Place(moved(image, mirror.location()), mirror.insecure()));
            }
        }
        places.add(new Place(location.isEmpty() ? image : moved(image, location), insecure));
        return places;
    }

    private RegistryReference moved(RegistryReference image, String to) throws RegistryException {
        String name = image.fullName();
        try {
            RegistryReference moved = RegistryReference.parse(to + name.substring(match(name)));
            if (moved.registry().equals(to.replaceFirst("/.*", ""))) {
                return moved;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw RegistryException.lasting(
                file + " sends " + image + " to '" + to
                        + "', which is no place in a registry; write it as HOST[:PORT] or HOST[:PORT]/PATH, with a dot or a port");
    }
}
