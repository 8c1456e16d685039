package io.plimsoll.scanner.layer;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A file's place in an image, from its root and without a slash in front: `usr/bin/curl`. The root itself is empty.
/// Linux names are bytes: each char here is one byte (ISO 8859-1), so that two names are equal only if their bytes are.
///
/// A value like a record, but dozens of analysers ask each path for its name and its folder, so both are kept.
public final class FilePath implements Comparable<FilePath> {
    /// The root of the image.
    public static final FilePath ROOT = new FilePath("");

    private final String bytes;
    private @Nullable String name;
    private @Nullable FilePath parent;

    /// @param bytes one char per byte, components parted by single slashes, none of them empty, `.` or `..`
    public FilePath(String bytes) {
        this.bytes = bytes;
    }

    /// One char per byte.
    public String bytes() {
        return bytes;
    }

    /// The place that a name in an archive means, or null where it could leave the root: a `..` component or a NUL.
    /// Leading slashes and `./` mean the root, as for the container engines.
    ///
    /// @param name one char per byte
    public static @Nullable FilePath ofName(String name) {
        if (isClean(name)) {
            return new FilePath(name);
        }
        StringBuilder clean = new StringBuilder(name.length());
        for (String component : name.split("/", -1)) {
            if (component.equals("..") || component.indexOf('\0') >= 0) {
                return null;
            }
            if (!component.isEmpty() && !component.equals(".")) {
                clean.append(clean.isEmpty() ? "" : "/").append(component);
            }
        }
        return new FilePath(clean.toString());
    }

    private static boolean isClean(String name) {
        boolean atStart = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '\0' || (atStart && (c == '/' || c == '.'))) {
                return false;
            }
            atStart = c == '/';
        }
        return !atStart;
    }

    /// The folder that holds it; of the root, the root.
    public FilePath parent() {
        FilePath known = parent;
        if (known == null) {
            int slash = bytes.lastIndexOf('/');
            known = slash < 0 ? ROOT : new FilePath(bytes.substring(0, slash));
            parent = known;
        }
        return known;
    }

    /// The last component.
    public String name() {
        String known = name;
        if (known == null) {
            known = bytes.substring(bytes.lastIndexOf('/') + 1);
            name = known;
        }
        return known;
    }

    /// What lies in this folder under that name.
    public FilePath child(String name) {
        return new FilePath(isRoot() ? name : bytes + "/" + name);
    }

    public boolean isRoot() {
        return bytes.isEmpty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FilePath path && bytes.equals(path.bytes);
    }

    @Override
    public int hashCode() {
        return bytes.hashCode();
    }

    @Override
    public int compareTo(FilePath other) {
        return bytes.compareTo(other.bytes);
    }

    /// For people and documents: with the slash in front, `/usr/bin/curl`. Bytes that are not UTF-8 show as `\xe9`.
    @Override
    public String toString() {
        return "/" + text(bytes);
    }

    /// The text that these bytes are in UTF-8; where they are not, those above 127 show as `\xe9`.
    ///
    /// @param bytes one char per byte
    public static String text(String bytes) {
        if (bytes.chars().allMatch(c -> c < 0x80)) {
            return bytes;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            StringBuilder escaped = new StringBuilder();
            bytes.chars()
                    .forEach(c -> escaped.append(
                            c < 0x80 ? Character.toString(c) : String.format(Locale.ROOT, "\\x%02x", c)));
            return escaped.toString();
        }
    }
}
