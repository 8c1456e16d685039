package io.plimsoll.scanner.analysis.binary;

import io.plimsoll.scanner.layer.FileBytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// The build information of one Go program while its bytes come in (Go's package debug/buildinfo): 32 bytes of header,
/// then, since Go 1.18, the version of Go and the text of modules, each behind its length. Before, the header holds
/// the addresses of both.
final class GoBlob {
    /// Headers lie at multiples of this.
    static final int ALIGNMENT = 16;

    /// How the header starts.
    static final String MAGIC = "\u00ff Go buildinf:";

    /// Of modules: the largest known programs have a tenth of it.
    static final int LARGEST_TEXT = 1 << 20;

    private static final int HEADER = 32;
    private static final int MAGIC_LINE = 16;
    private static final int WIDTH_AT = 14;
    private static final int FLAGS_AT = 15;
    private static final int LARGEST_VERSION = 1 << 10;
    private static final int BIG_ENDIAN = 1;
    private static final int INLINE = 2;
    /// Marks of 16 bytes each around the text.
    private static final int MARK = 16;

    private enum Stage {
        HEADER,
        VERSION_LENGTH,
        VERSION,
        TEXT_LENGTH,
        TEXT,
        DONE
    }

    private final FileBytes content = new FileBytes();
    private Stage stage = Stage.HEADER;
    private int wanted = HEADER;
    private int start;
    private String problem = "";
    private String version = "";
    private String text = "";

    /// Whether these 16 bytes begin build information. The constant that programs like the Go tool compare with is
    /// followed by something else.
    static boolean isStart(byte[] line, int at) {
        if (line[at] != (byte) 0xff || line[at + 1] != ' ') {
            return false;
        }
        int width = line[at + WIDTH_AT];
        return new String(line, at, WIDTH_AT, StandardCharsets.ISO_8859_1).equals(MAGIC)
                && (width == 4 || width == 8)
                && (line[at + FLAGS_AT] & ~(BIG_ENDIAN | INLINE)) == 0;
    }

    /// Takes bytes until the end of the blob.
    ///
    /// @return the index of the first byte that was not taken
    int take(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && stage != Stage.DONE) {
            int count = Math.min(to - at, wanted - content.size());
            content.append(bytes, at, count);
            at += count;
            while (content.size() == wanted && stage != Stage.DONE) {
                advance();
            }
        }
        return at;
    }

    boolean isDone() {
        return stage == Stage.DONE;
    }

    /// Why it cannot be read; empty if it can.
    String problem() {
        return isDone() ? problem : "the Go build information ends too early";
    }

    /// The version as Go writes it, such as `go1.22.1`.
    String version() {
        return version;
    }

    /// Lines that tell the modules; empty for a program built without any.
    String text() {
        return text;
    }

    private void advance() {
        switch (stage) {
            case HEADER -> {
                if (isInline()) {
                    expectLength(Stage.VERSION_LENGTH);
                } else {
                    stage = Stage.DONE;
                }
            }
            case VERSION_LENGTH -> length(Stage.VERSION, LARGEST_VERSION);
            case VERSION -> {
                version = decoded(section());
                expectLength(Stage.TEXT_LENGTH);
            }
            case TEXT_LENGTH -> length(Stage.TEXT, LARGEST_TEXT);
            case TEXT -> {
                text = unframed(section());
                stage = Stage.DONE;
            }
            case DONE -> throw new IllegalStateException("nothing comes behind the end");
        }
    }

    private void expectLength(Stage next) {
        stage = next;
        start = content.size();
        wanted = start + 1;
    }

    /// A number of seven bits per byte, lowest first (Go's encoding/binary, Uvarint), up to 2^28.
    private void length(Stage next, int largest) {
        if (content.at(wanted - 1) >= 0x80 && wanted - start < 4) {
            wanted++;
            return;
        }
        int length = 0;
        for (int i = start; i < wanted; i++) {
            length |= (content.at(i) & 0x7f) << (7 * (i - start));
        }
        if (content.at(wanted - 1) >= 0x80 || length > largest) {
            problem = "a length in the Go build information is beyond the limit of " + largest + " bytes";
            stage = Stage.DONE;
            return;
        }
        start = wanted;
        wanted += length;
        stage = next;
    }

    private byte[] section() {
        return content.part(start, wanted - start).toArray();
    }

    private boolean isInline() {
        return (content.at(FLAGS_AT) & INLINE) != 0;
    }

    /// Whether it is of the kind from before Go 1.18.
    boolean pointsElsewhere() {
        return !isInline();
    }

    /// Follows the addresses of a header from before Go 1.18; there is nothing to follow in a later one.
    void follow(ElfData data) {
        if (!isDone() || !pointsElsewhere()) {
            return;
        }
        int width = content.at(WIDTH_AT);
        Optional<byte[]> foundVersion = string(data, MAGIC_LINE, width, LARGEST_VERSION);
        Optional<byte[]> foundText = string(data, MAGIC_LINE + width, width, LARGEST_TEXT);
        if (foundVersion.isEmpty() || foundText.isEmpty()) {
            problem = "the Go build information points to bytes that are not there, or that are too many to be kept";
            return;
        }
        version = decoded(foundVersion.get());
        text = unframed(foundText.get());
    }

    /// A Go string: the header holds the address of its address and length.
    private Optional<byte[]> string(ElfData data, int pointerAt, int width, int largest) {
        long header = pointer(pointerAt, width);
        if (header == 0) {
            return Optional.of(new byte[0]);
        }
        return data.number(header, width)
                .flatMap(address -> data.number(header + width, width)
                        .filter(length -> length >= 0 && length <= largest)
                        .flatMap(length -> length == 0 ? Optional.of(new byte[0]) : data.at(address, length)));
    }

    private long pointer(int at, int width) {
        ByteOrder order = (content.at(FLAGS_AT) & BIG_ENDIAN) != 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        ByteBuffer number = ByteBuffer.wrap(content.part(at, width).toArray()).order(order);
        return width == 8 ? number.getLong() : number.getInt() & 0xffff_ffffL;
    }

    /// Without the marks around the text; a text without them belongs to a program built without modules.
    private static String unframed(byte[] framed) {
        boolean isFramed = framed.length > 2 * MARK && framed[framed.length - MARK - 1] == '\n';
        return isFramed ? decoded(Arrays.copyOfRange(framed, MARK, framed.length - MARK)) : "";
    }

    private static String decoded(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
