package io.plimsoll.scanner.analysis.rpm;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes the header of a package as rpm keeps it in its databases.
final class HeaderBytes {
    static final int VENDOR = 1011;

    private final ByteArrayOutputStream index = new ByteArrayOutputStream();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    static HeaderBytes of(String name, String version, String release) {
        return new HeaderBytes().text(1000, name).text(1001, version).text(1002, release);
    }

    /// A package as AlmaLinux has it.
    static HeaderBytes curl() {
        return of("curl", "7.76.1", "23.el9")
                .text(RpmHeader.LICENSE, "MIT")
                .text(RpmHeader.ARCH, "x86_64")
                .text(RpmHeader.SOURCE_RPM, "curl-7.76.1-23.el9.src.rpm");
    }

    HeaderBytes text(int tag, String text) {
        return entry(tag, 6, 1, (text + "\0").getBytes(StandardCharsets.UTF_8));
    }

    HeaderBytes texts(int tag, List<String> texts) {
        return entry(tag, 8, texts.size(), (String.join("\0", texts) + "\0").getBytes(StandardCharsets.UTF_8));
    }

    HeaderBytes numbers(int tag, int... numbers) {
        while (data.size() % 4 != 0) {
            data.write(0);
        }
        ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length);
        for (int number : numbers) {
            bytes.putInt(number);
        }
        return entry(tag, 4, numbers.length, bytes.array());
    }

    /// The files of a package, all in one folder.
    HeaderBytes files(String folder, String... names) {
        return numbers(1116, new int[names.length]).texts(1117, List.of(names)).texts(1118, List.of(folder));
    }

    HeaderBytes entry(int tag, int type, int count, byte[] values) {
        index.writeBytes(ByteBuffer.allocate(16)
                .putInt(tag)
                .putInt(type)
                .putInt(data.size())
                .putInt(count)
                .array());
        data.writeBytes(values);
        return this;
    }

    byte[] bytes() {
        return ByteBuffer.allocate(8 + index.size() + data.size())
                .putInt(index.size() / 16)
                .putInt(data.size())
                .put(index.toByteArray())
                .put(data.toByteArray())
                .array();
    }
}
