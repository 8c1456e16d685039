package io.plimsoll.enforcer.shim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/// One frame of the conversation between shim and Enforcer: length (4 bytes, big-endian), type (1 byte), payload.
final class Frame {
    private final char type;
    private final byte[] payload;

    Frame(char type, byte[] payload) {
        this.type = type;
        this.payload = payload.clone();
    }

    static Frame of(char type, String payload) {
        return new Frame(type, payload.getBytes(UTF_8));
    }

    static Frame read(DataInputStream in) throws IOException {
        int length = in.readInt();
        char type = (char) in.readUnsignedByte();
        return new Frame(type, in.readNBytes(length));
    }

    char type() {
        return type;
    }

    byte[] bytes() {
        return ByteBuffer.allocate(5 + payload.length)
                .putInt(payload.length)
                .put((byte) type)
                .put(payload)
                .array();
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes());
        out.flush();
    }

    String text() {
        return new String(payload, UTF_8);
    }

    /// The `key=value` lines of a text payload.
    Map<String, String> lines() {
        Map<String, String> lines = new LinkedHashMap<>();
        text().lines().forEach(line -> {
            int equals = line.indexOf('=');
            lines.put(line.substring(0, equals), line.substring(equals + 1));
        });
        return lines;
    }
}
