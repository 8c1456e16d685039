package io.plimsoll.audittrail;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The one and only sequence of bytes that stands for an event, version 1: a version byte; the times as 8-byte
/// milliseconds since 1970; every text as a 4-byte length and UTF-8; the details as a 4-byte count and pairs in the
/// order of their keys; the origin as a byte 0, or a byte 1 and its fields. All numbers are big-endian. Lengths come
/// first, so that no two events share their bytes.
final class CanonicalForm {
    private static final int VERSION = 1;

    private CanonicalForm() {}

    static byte[] of(AuditEvent event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            text(out, event.type().word());
            out.writeLong(event.time().toEpochMilli());
            out.writeLong(event.receivedAt().toEpochMilli());
            text(out, event.outcome().word());
            text(out, event.reason());
            text(out, event.actor());
            text(out, event.source());
            text(out, event.object().kind());
            text(out, event.object().id());
            text(out, event.object().name());
            text(out, event.imageId());
            text(out, event.imageName());
            text(out, event.host());
            text(out, event.policy());
            text(out, event.rule());
            out.writeInt(event.details().size());
            for (Map.Entry<String, String> detail : event.details().entrySet()) {
                text(out, detail.getKey());
                text(out, detail.getValue());
            }
            Origin origin = event.origin();
            out.writeBoolean(origin != null);
            if (origin != null) {
                text(out, origin.enforcer());
                text(out, origin.spool());
                out.writeLong(origin.sequence());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to write", e);
        }
        return bytes.toByteArray();
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }
}
