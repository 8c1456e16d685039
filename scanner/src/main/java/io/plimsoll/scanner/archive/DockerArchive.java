package io.plimsoll.scanner.archive;

import io.plimsoll.scanner.bounds.MalformedInput;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What `docker save` writes: `manifest.json` lists images, each with a configuration and layers by file name. Engines
/// up to 24 write `<id>/layer.tar`, later ones name blobs of an OCI layout.
final class DockerArchive {
    static final String MANIFEST = "manifest.json";
    private static final Pattern NAMED_BY_DIGEST = Pattern.compile("(?:blobs/sha256/)?([0-9a-f]{64})(?:\\.json)?");

    private DockerArchive() {}

    /// @param wanted names of which the image must bear one; empty if the archive must hold one image only
    static ImageParts image(ImageArchive archive, List<String> wanted) throws MalformedInput {
        List<Json> images =
                Json.parse(archive.document(MANIFEST).content().toArray()).items();
        List<ImageChoice<Json>> choices = new ArrayList<>();
        for (Json image : images) {
            choices.add(new ImageChoice<>(image.field("RepoTags").texts(), image));
        }
        ImageChoice<Json> chosen = ImageChoice.choose(choices, wanted);
        String configuration = chosen.image().field("Config").text();
        List<ImageAssembly.Part> layers = chosen.image().field("Layers").texts().stream()
                .map(DockerArchive::part)
                .toList();
        return new ImageAssembly(archive).assemble(part(configuration), layers, chosen.names());
    }

    private static ImageAssembly.Part part(String name) {
        Matcher named = NAMED_BY_DIGEST.matcher(name);
        @Nullable String digest = named.matches() ? "sha256:" + named.group(1) : null;
        return new ImageAssembly.Part(name, digest);
    }
}
