package io.plimsoll.scanner.analysis.rpm;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/// The header of a package as rpm stores it (rpm documentation, "RPM v4 format"): a table of tags, each with a type and
/// the place of its values in the data behind the table. In the database it comes without the magic number that it has
/// in package files. All numbers are big-endian.
///
/// @param data the bytes behind the table
/// @param tags of the package, each with where its values are
record RpmHeader(Numbers data, Map<Integer, Place> tags) {
    static final int NAME = 1000;
    static final int VERSION = 1001;
    static final int RELEASE = 1002;
    static final int EPOCH = 1003;
    static final int LICENSE = 1014;
    static final int ARCH = 1022;
    static final int SOURCE_RPM = 1044;
    static final int MODULARITY_LABEL = 5096;

    private static final int INTEGER = 4;
    private static final int STRING = 6;
    private static final int STRINGS = 8;
    private static final int TRANSLATED = 9;

    private static final int COUNTS = 8;
    private static final int ENTRY = 16;
    private static final int MOST_TAGS = 1 << 16;
    private static final int LONGEST_TEXT = 1 << 16;

    /// Where the values of a tag are.
    ///
    /// @param offset in the data
    /// @param count how many values
    record Place(long type, long offset, long count) {}

    static RpmHeader of(FileBytes bytes) throws MalformedInput {
        Numbers header = new Numbers(bytes, ByteOrder.BIG_ENDIAN);
        long count = header.u32(0);
        long size = header.u32(4);
        if (count > MOST_TAGS) {
            throw new MalformedInput("a header of " + count + " tags");
        }
        long end = COUNTS + count * ENTRY;
        Map<Integer, Place> tags = new HashMap<>();
        for (long at = COUNTS; at < end; at += ENTRY) {
            Place place = new Place(header.u32(at + 4), header.u32(at + 8), header.u32(at + 12));
            tags.putIfAbsent((int) header.u32(at), place);
        }
        return new RpmHeader(new Numbers(header.part(end, size), ByteOrder.BIG_ENDIAN), tags);
    }

    /// The text of a tag, the first where it has several; empty where the package does not have it.
    String text(int tag) throws MalformedInput {
        Place place = tags.get(tag);
        if (place == null) {
            return "";
        }
        boolean isText = (place.type() == STRING && place.count() == 1)
                || ((place.type() == STRINGS || place.type() == TRANSLATED) && place.count() > 0);
        if (!isText) {
            throw new MalformedInput("tag " + tag + " is no text");
        }
        return new String(data.part(place.offset(), length(place.offset())).toArray(), StandardCharsets.UTF_8);
    }

    /// The number of a tag.
    OptionalLong number(int tag) throws MalformedInput {
        Place place = tags.get(tag);
        if (place == null) {
            return OptionalLong.empty();
        }
        if (place.type() != INTEGER || place.count() != 1) {
            throw new MalformedInput("tag " + tag + " is no number");
        }
        return OptionalLong.of(data.u32(place.offset()));
    }

    /// Takes the texts of a tag.
    interface Texts {
        /// @param text one char per byte
        void take(int index, String text) throws MalformedInput;
    }

    /// Hands over all texts of a tag in their order; none where the package does not have it.
    void texts(int tag, Texts texts) throws MalformedInput {
        Place place = tags.getOrDefault(tag, new Place(STRINGS, 0, 0));
        if (place.type() != STRINGS) {
            throw new MalformedInput("tag " + tag + " is no list of texts");
        }
        long at = place.offset();
        for (int index = 0; index < place.count(); index++) {
            int length = length(at);
            texts.take(index, new String(data.part(at, length).toArray(), StandardCharsets.ISO_8859_1));
            at += length + 1;
        }
    }

    /// One number of a tag.
    long number(int tag, int index) throws MalformedInput {
        Place place = tags.get(tag);
        if (place == null || place.type() != INTEGER || index >= place.count()) {
            throw new MalformedInput("tag " + tag + " has no number " + index);
        }
        return data.u32(place.offset() + 4L * index);
    }

    /// How many bytes a text has before the zero that ends it.
    private int length(long offset) throws MalformedInput {
        int length = 0;
        while (data.u8(offset + length) != 0) {
            if (++length > LONGEST_TEXT) {
                throw new MalformedInput("a text of more than " + LONGEST_TEXT + " bytes");
            }
        }
        return length;
    }
}
