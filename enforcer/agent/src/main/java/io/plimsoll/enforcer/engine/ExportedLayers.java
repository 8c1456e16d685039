package io.plimsoll.enforcer.engine;

import io.plimsoll.model.Digest;
import io.plimsoll.policy.ChainId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Under which names engines before 25 export the layers of an image: `<digest>/layer.tar`, with a digest over what
/// images were described by before 2015 (`CreateID` of Docker's `image/v1`). Of all layers but the topmost that is no
/// more than their chain, so it can be told beforehand. A name that is told wrongly is the name of nothing.
public final class ExportedLayers {
    private static final String START =
            "{\"container_config\":{\"Hostname\":\"\",\"Domainname\":\"\",\"User\":\"\",\"AttachStdin\":false,"
                    + "\"AttachStdout\":false,\"AttachStderr\":false,\"Tty\":false,\"OpenStdin\":false,"
                    + "\"StdinOnce\":false,\"Env\":null,\"Cmd\":null,\"Image\":\"\",\"Volumes\":null,"
                    + "\"WorkingDir\":\"\",\"Entrypoint\":null,\"OnBuild\":null,\"Labels\":null},"
                    + "\"created\":\"";

    private ExportedLayers() {}

    /// The diff ids of all layers but the topmost, by the digests in their names.
    ///
    /// @param diffIds of the image's layers, lowest first
    /// @param zone of the engine, which writes the beginning of time in it
    public static Map<Digest, Digest> byName(List<Digest> diffIds, ZoneId zone) {
        String created = OffsetDateTime.ofInstant(Instant.EPOCH, zone).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
        List<Digest> chain = ChainId.ofPrefixes(diffIds);
        Map<Digest, Digest> names = new LinkedHashMap<>();
        String parent = "";
        for (int i = 0; i < diffIds.size() - 1; i++) {
            String description = START + created + "\",\"layer_id\":\"" + chain.get(i) + "\"" + parent + "}";
            Digest name = Digest.of(description.getBytes(StandardCharsets.US_ASCII));
            names.put(name, diffIds.get(i));
            parent = ",\"parent\":\"" + name + "\"";
        }
        return names;
    }
}
